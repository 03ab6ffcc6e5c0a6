package org.yuanjian.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;

/// Bursts of one or two packets, known by their sequence numbers.
final class Bursts {
    static final List<TrackFormat> TRACKS = List.of(TrackFormat.video(Codec.H264, 96, List.of()));
    static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int PACKET_BYTES = 20;

    private Bursts() {}

    static RtpBurst plain(int sequence) {
        return new RtpBurst(
                packet(Unpooled.buffer(), sequence), RtpBurst.NO_KEY_FRAME, ARRIVAL_NANOS);
    }

    static RtpBurst key(int sequence) {
        return new RtpBurst(packet(Unpooled.buffer(), sequence), 0, ARRIVAL_NANOS);
    }

    /// A packet of another track, a second later.
    static RtpBurst sound(int sequence) {
        ByteBuf frames = packet(Unpooled.buffer(), sequence).setByte(1, 2);
        return new RtpBurst(frames, RtpBurst.NO_KEY_FRAME, 2 * ARRIVAL_NANOS);
    }

    /// The end of one picture and behind it a key frame, with the next sequence number.
    static RtpBurst keyBehind(int sequence) {
        ByteBuf frames = packet(packet(Unpooled.buffer(), sequence), sequence + 1);
        return new RtpBurst(frames, RtpBurst.HEADER_BYTES + PACKET_BYTES, ARRIVAL_NANOS);
    }

    private static ByteBuf packet(ByteBuf out, int sequence) {
        out.writeByte('$').writeByte(0).writeShort(PACKET_BYTES);
        out.writeByte(0x80).writeByte(0x80 | 96).writeShort(sequence);
        return out.writeZero(PACKET_BYTES - 4);
    }

    static int sequence(RtpBurst burst) {
        return burst.frames()
                .getUnsignedShort(burst.frames().readerIndex() + RtpBurst.HEADER_BYTES + 2);
    }
}
