package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.NtpTime;

class PacketReceiverTest {
    private static final int FRAME_BYTES = 4 + 12 + 2;
    private static final byte[] SLICE = {0x41, 1};
    private static final byte[] DELIMITER = {0x09, (byte) 0xF0};
    private static final byte[] SPS = {0x67, 1};

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final CountingSink sink = new CountingSink();
    private final PacketReceiver receiver =
            new PacketReceiver(
                    sink,
                    new BurstAssembler(PooledByteBufAllocator.DEFAULT),
                    new NtpTime(() -> now));
    private final int[] channels = new int[256];

    PacketReceiverTest() {
        Arrays.fill(channels, -1);
        channels[0] = 0;
        channels[1] = 1;
        receiver.begin(List.of(TrackFormat.video(Codec.H264, 96, List.of())), 0);
    }

    @AfterEach
    void tearDown() {
        receiver.close();
    }

    private void read(ByteBuf frames) {
        receiver.frames(frames, channels, 1);
        frames.release();
    }

    private static ByteBuf frames() {
        return Unpooled.buffer();
    }

    private static ByteBuf add(ByteBuf out, int sequence, int timestamp, byte[] payload) {
        out.writeByte('$').writeByte(0).writeShort(12 + payload.length);
        out.writeByte(0x80).writeByte(96).writeShort(sequence).writeInt(timestamp).writeInt(7);
        return out.writeBytes(payload);
    }

    @Test
    void frames_keyFrameBehindAnotherPicture_isMarkedAtItsFirstPacket() {
        ByteBuf read = add(frames(), 1, 100, SLICE);
        read(add(add(read, 2, 200, DELIMITER), 3, 200, SPS));

        assertThat(sink.packets).containsExactly(3);
        assertThat(sink.keyFrames).containsExactly(FRAME_BYTES);
    }

    @Test
    void frames_pictureSpansReads_isMarkedWhereItsSignCame() {
        read(add(frames(), 1, 100, DELIMITER));
        read(add(add(frames(), 2, 100, SPS), 3, 100, SPS));
        read(add(frames(), 4, 100, SPS));

        assertThat(sink.keyFrames).containsExactly(-1, 0, -1);
    }

    @Test
    void frames_otherPayloadTypeOrNoRtp_isCountedAndLeftOut() {
        ByteBuf read = add(frames(), 1, 100, SLICE);
        read.setByte(5, 97);
        read.writeByte('$').writeByte(0).writeShort(3).writeMedium(0);
        read(add(read, 2, 200, SLICE));

        assertThat(sink.packets).containsExactly(1);
        assertThat(receiver.malformed()).isEqualTo(2);
    }

    @Test
    void frames_unknownChannel_bringsNoBurst() {
        ByteBuf read = add(frames(), 1, 100, SLICE);
        read.setByte(1, 9);
        read(read);

        assertThat(sink.packets).isEmpty();
    }

    @Test
    void frames_afterTheSession_areNoneOfOurs() {
        read(add(frames(), 1, 100, SLICE));
        receiver.end();
        read(add(frames(), 2, 200, SLICE));

        assertThat(sink.packets).containsExactly(1);
    }

    @Test
    void frames_moreThanAChunk_areOneBurstEach() {
        ByteBuf large = frames();
        byte[] payload = Arrays.copyOf(SLICE, 1400);
        for (int i = 0; i < 40; i++) {
            add(large, i, i, payload);
        }
        read(large);
        read(add(frames(), 40, 40, SLICE));

        assertThat(sink.packets).containsExactly(40, 1);
    }

    @Test
    void frames_reportOfAnotherSsrc_isLeftOut() {
        read(add(frames(), 1, 100, SLICE));
        ByteBuf report = frames().writeByte('$').writeByte(1).writeShort(28);
        report.writeByte(0x80).writeByte(200).writeShort(6).writeInt(8);
        read(report.writeZero(20));

        assertThat(sink.packets).containsExactly(1);
    }
}
