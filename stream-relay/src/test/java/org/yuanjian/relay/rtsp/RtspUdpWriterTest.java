package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.UdpPortPair;

class RtspUdpWriterTest {
    private static final int PACKET_BYTES = 16;
    private static final int FRAME_BYTES = RtpBurst.HEADER_BYTES + PACKET_BYTES;
    private static final int QUEUE_BYTES = 4 * FRAME_BYTES;
    private static final int PORT = 5000;
    private static final TrackFormat VIDEO = TrackFormat.video(Codec.H264, 96, List.of());

    private final EmbeddedChannel rtp = new EmbeddedChannel();
    private final EmbeddedChannel rtcp = new EmbeddedChannel();
    private final AtomicInteger ends = new AtomicInteger();
    private final RtspUdpWriter writer = writer();
    private final List<RtpBurst> given = new ArrayList<>();

    private RtspUdpWriter writer() {
        rtp.freezeTime();
        PlayerPorts ports =
                new PlayerPorts(
                        UdpPortPair.of(rtp, rtcp),
                        InetAddress.getLoopbackAddress(),
                        new int[] {PORT, 0});
        return new RtspUdpWriter(
                rtp.eventLoop(),
                ports,
                new ChannelMap(List.of(VIDEO, VIDEO)),
                QUEUE_BYTES,
                ends::incrementAndGet);
    }

    @AfterEach
    void tearDown() {
        writer.close();
        rtp.finishAndReleaseAll();
        rtcp.finishAndReleaseAll();
        assertThat(given).allMatch(burst -> burst.refCnt() == 0);
    }

    /// Packets of these numbers in one burst.
    private RtpBurst burst(int keyFrameOffset, int... numbers) {
        ByteBuf frames = Unpooled.buffer();
        for (int number : numbers) {
            frames.writeByte('$').writeByte(0).writeShort(PACKET_BYTES);
            frames.writeByte(number).writeZero(PACKET_BYTES - 1);
        }
        RtpBurst burst = new RtpBurst(frames, keyFrameOffset, 0);
        given.add(burst);
        return burst;
    }

    private void put(RtpBurst burst) {
        writer.onBurst(burst);
        burst.release();
    }

    /// A GOP of two bursts with the packets 0 to `packets` - 1.
    private void gop(int packets) {
        RtpBurst first = burst(0, 0, 1, 2);
        RtpBurst rest = burst(-1, IntStream.range(3, packets).toArray());
        writer.onGop(List.of(first, rest));
        first.release();
        rest.release();
    }

    private void tick() {
        rtp.advanceTimeBy(RtspUdpWriter.PACE_MILLIS, TimeUnit.MILLISECONDS);
        rtp.runScheduledPendingTasks();
    }

    private static List<Integer> sent(EmbeddedChannel channel) {
        List<Integer> numbers = new ArrayList<>();
        DatagramPacket packet = channel.readOutbound();
        while (packet != null) {
            numbers.add((int) packet.content().getByte(packet.content().readerIndex()));
            packet.release();
            packet = channel.readOutbound();
        }
        return numbers;
    }

    private void setWritable(boolean writable) {
        ChannelOutboundBuffer waiting = Objects.requireNonNull(rtp.unsafe().outboundBuffer());
        waiting.setUserDefinedWritability(1, writable);
    }

    @Test
    void onGop_moreThanATick_goesOutAtAPace() {
        gop(12);
        assertThat(sent(rtp)).containsExactly(0, 1, 2, 3, 4);

        tick();
        assertThat(sent(rtp)).containsExactly(5, 6, 7, 8, 9);
        tick();
        assertThat(sent(rtp)).containsExactly(10, 11);
        assertThat(writer.counters().bytes()).isEqualTo(12 * PACKET_BYTES);
    }

    @Test
    void onBurst_gopIsUnderWay_waitsBehindIt() {
        gop(7);
        put(burst(-1, 7));
        put(burst(-1, 8));
        assertThat(sent(rtp)).containsExactly(0, 1, 2, 3, 4);

        tick();
        assertThat(sent(rtp)).containsExactly(5, 6, 7, 8);
        put(burst(-1, 9));
        assertThat(sent(rtp)).containsExactly(9);
    }

    @Test
    void onBurst_moreThanMayWait_skipsToTheNextKeyFrame() {
        setWritable(false);
        gop(7);
        for (int number = 7; number < 13; number++) {
            put(burst(-1, number));
        }
        setWritable(true);
        put(burst(-1, 13));
        put(burst(FRAME_BYTES, 14, 15));
        put(burst(-1, 16));

        assertThat(sent(rtp)).containsExactly(15, 16);
        // The two of the GOP, those behind it, and those that came before the key frame.
        assertThat(writer.counters().droppedBursts()).isEqualTo(2 + 6 + 1);
    }

    @Test
    void onBurst_moreThanMayWaitAndAKeyFrame_beginsWithIt() {
        setWritable(false);
        gop(7);
        for (int number = 7; number < 12; number++) {
            put(burst(-1, number));
        }
        setWritable(true);
        put(burst(0, 12));

        assertThat(sent(rtp)).containsExactly(12);
        assertThat(writer.counters().droppedBursts()).isEqualTo(2 + 5);
    }

    @Test
    void onBurst_playerKeepsUp_goesOutAtOnce() {
        put(burst(-1, 1, 2, 3, 4, 5, 6, 7));

        assertThat(sent(rtp)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void onBurst_socketIsFull_skipsToTheKeyFrameItself() {
        setWritable(false);
        put(burst(0, 1));
        setWritable(true);
        put(burst(-1, 2));
        put(burst(FRAME_BYTES, 3, 4));

        assertThat(sent(rtp)).containsExactly(4);
        assertThat(writer.counters().droppedBursts()).isEqualTo(2);
    }

    @Test
    void onBurst_trackNotSetUp_isLeftOut() {
        ByteBuf frames = Unpooled.buffer();
        frames.writeByte('$').writeByte(2).writeShort(1).writeByte(7);
        frames.writeByte('$').writeByte(1).writeShort(1).writeByte(8);
        frames.writeByte('$').writeByte(0).writeShort(1).writeByte(9);
        put(new RtpBurst(frames, -1, 0));

        assertThat(sent(rtp)).containsExactly(9);
        assertThat(sent(rtcp)).containsExactly(8);
        assertThat(writer.counters().bytes()).isEqualTo(2);
    }

    @Test
    void close_gopIsUnderWay_sendsAndKeepsNothing() {
        gop(12);
        sent(rtp);
        writer.close();
        tick();
        put(burst(0, 12));

        assertThat(sent(rtp)).isEmpty();
        assertThat(rtp.hasPendingTasks()).isFalse();
    }

    @Test
    void onTracks_otherFormats_endsThePlayer() {
        gop(12);
        writer.onTracks(List.of(VIDEO));

        assertThat(ends).hasValue(1);
    }
}
