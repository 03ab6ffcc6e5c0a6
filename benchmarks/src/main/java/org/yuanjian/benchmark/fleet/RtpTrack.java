package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import java.util.Random;

/// The numbers of one RTP stream: SSRC, sequence, timestamp, counts for sender reports.
final class RtpTrack {
    static final int REPORT_FRAME_BYTES = 4 + 28;

    private static final int SENDER_REPORT = 200;
    private static final int FRAME_HEADER = 4;
    private static final int RTP_HEADER = 12;

    private final int channel;
    private final Random random;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private int packets;
    private int octets;

    /// @param channel interleaved channel of its RTP; RTCP has the next
    RtpTrack(int channel, Random random) {
        this.channel = channel;
        this.random = random;
        restart();
    }

    /// Begins anew with random numbers, as a camera does that was switched on (RFC 3550 §5.1).
    void restart() {
        ssrc = random.nextInt();
        sequence = random.nextInt() & 0xFFFF;
        timestamp = random.nextInt();
        packets = 0;
        octets = 0;
    }

    void advance(int ticks) {
        timestamp += ticks;
    }

    /// Number of the next packet.
    int sequence() {
        return sequence;
    }

    /// Timestamp of now, unsigned.
    long timestamp() {
        return timestamp & 0xFFFF_FFFFL;
    }

    int ssrc() {
        return ssrc;
    }

    /// Fills in the numbers of the framed packet at `frame`.
    ///
    /// @param later ticks by which its timestamp is ahead of now
    void number(ByteBuf out, int frame, int later) {
        out.setByte(frame + 1, channel);
        int rtp = frame + FRAME_HEADER;
        out.setShort(rtp + 2, sequence);
        out.setInt(rtp + 4, timestamp + later);
        out.setInt(rtp + 8, ssrc);
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        octets += out.getUnsignedShort(frame + 2) - RTP_HEADER;
    }

    /// Appends a framed packet with this payload.
    void writePacket(ByteBuf out, int payloadType, boolean marker, ByteBuf payload) {
        int frame = out.writerIndex();
        out.writeByte('$').writeByte(channel).writeShort(RTP_HEADER + payload.readableBytes());
        out.writeByte(0x80).writeByte(marker ? payloadType | 0x80 : payloadType);
        out.writeZero(RTP_HEADER - 2);
        out.writeBytes(payload);
        number(out, frame, 0);
    }

    /// Appends a framed sender report (RFC 3550 §6.4.1).
    ///
    /// @param ntp time of now in 64-bit NTP format
    void writeReport(ByteBuf out, long ntp) {
        out.writeByte('$').writeByte(channel + 1).writeShort(28);
        out.writeByte(0x80).writeByte(SENDER_REPORT).writeShort(6).writeInt(ssrc);
        out.writeLong(ntp).writeInt(timestamp).writeInt(packets).writeInt(octets);
    }
}
