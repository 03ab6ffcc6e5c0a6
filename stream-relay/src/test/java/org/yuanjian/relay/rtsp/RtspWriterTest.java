package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspMessageEncoder;

class RtspWriterTest {
    private static final int PACKET_BYTES = 16;
    private static final TrackFormat VIDEO = TrackFormat.video(Codec.H264, 96, List.of());
    private static final TrackFormat OTHER = TrackFormat.video(Codec.H265, 96, List.of());

    private final EmbeddedChannel channel = new EmbeddedChannel(new RtspMessageEncoder());
    private final AtomicInteger ends = new AtomicInteger();
    private final ChannelMap channels = new ChannelMap(List.of(VIDEO));
    private final RtspWriter writer = writer();

    private RtspWriter writer() {
        channels.set(0, 0);
        return new RtspWriter(channel, channels, ends::incrementAndGet);
    }

    @AfterEach
    void tearDown() {
        channel.finishAndReleaseAll();
    }

    /// Packets of these numbers in one burst.
    private static RtpBurst burst(int keyFrameOffset, int... numbers) {
        ByteBuf frames = Unpooled.buffer();
        for (int number : numbers) {
            frames.writeByte('$').writeByte(0).writeShort(PACKET_BYTES);
            frames.writeByte(number).writeZero(PACKET_BYTES - 1);
        }
        return new RtpBurst(frames, keyFrameOffset, 0);
    }

    private void put(RtpBurst burst) {
        writer.onBurst(burst);
        burst.release();
    }

    private List<Integer> sent() {
        List<Integer> numbers = new ArrayList<>();
        ByteBuf frames = channel.readOutbound();
        while (frames != null) {
            while (frames.isReadable()) {
                numbers.add((int) frames.getByte(frames.readerIndex() + 4));
                frames.skipBytes(4 + PACKET_BYTES);
            }
            frames.release();
            frames = channel.readOutbound();
        }
        return numbers;
    }

    private void setWritable(boolean writable) {
        ChannelOutboundBuffer waiting = Objects.requireNonNull(channel.unsafe().outboundBuffer());
        waiting.setUserDefinedWritability(1, writable);
    }

    @Test
    void onBurst_playerKeepsUp_goesOutAsItIs() {
        put(burst(-1, 1, 2));

        assertThat(sent()).containsExactly(1, 2);
        assertThat(writer.counters().bytes()).isEqualTo(2 * (4 + PACKET_BYTES));
    }

    @Test
    void onBurst_playerIsFull_skipsToTheKeyFrameItself() {
        setWritable(false);
        put(burst(-1, 1));
        setWritable(true);
        put(burst(-1, 2));
        put(burst(4 + PACKET_BYTES, 3, 4));
        put(burst(-1, 5));

        assertThat(sent()).containsExactly(4, 5);
        assertThat(writer.counters().droppedBursts()).isEqualTo(2);
    }

    @Test
    void onGop_moreThanTheQueueHolds_goesOutWhole() {
        List<RtpBurst> gop = List.of(burst(0, 1), burst(-1, 2));
        setWritable(false);
        writer.onGop(gop);
        setWritable(true);
        put(burst(-1, 3));

        assertThat(sent()).containsExactly(1, 2, 3);
        gop.forEach(RtpBurst::release);
    }

    @Test
    void onTracks_otherCodec_endsAndSendsNothingMore() {
        writer.onTracks(List.of(OTHER));
        put(burst(0, 1));

        assertThat(ends).hasValue(1);
        assertThat(sent()).isEmpty();
    }

    @Test
    void onTracks_same_goesOn() {
        writer.onTracks(List.of(VIDEO));

        assertThat(ends).hasValue(0);
    }

    @Test
    void onFault_cameraMayComeBack_playerWaits() {
        writer.onFault(new StreamFault(StreamFault.Kind.ENDED, ""));
        assertThat(ends).hasValue(0);

        writer.onFault(new StreamFault(StreamFault.Kind.UNKNOWN_STREAM, ""));
        assertThat(ends).hasValue(1);
    }

    @Test
    void map_otherChannelsAndTracksLeftOut_isACopyWithTheirs() {
        ChannelMap map = new ChannelMap(List.of(VIDEO, VIDEO));
        map.set(0, 8);
        ByteBuf frames = Unpooled.buffer();
        frames.writeByte('$').writeByte(1).writeShort(1).writeByte(7);
        frames.writeByte('$').writeByte(2).writeShort(1).writeByte(9);
        RtpBurst burst = new RtpBurst(frames, -1, 0);

        ByteBuf mapped = map.map(burst);

        assertThat(mapped).isEqualTo(Unpooled.wrappedBuffer(new byte[] {'$', 9, 0, 1, 7}));
        mapped.release();
        burst.release();
    }
}
