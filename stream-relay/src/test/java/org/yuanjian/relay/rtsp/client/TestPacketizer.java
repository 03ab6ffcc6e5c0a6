package org.yuanjian.relay.rtsp.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts NAL units into RTP packets as a camera does: single NAL units and FU-A (RFC 6184 §5.6,
/// §5.8).
public final class TestPacketizer {
    private static final int MAX_PAYLOAD = 400;
    private static final int CLOCK_RATE = 90_000;
    private static final long NTP_START = 0xE000_0000_0000_0000L;
    private static final long NTP_AFTER_REBOOT = 0xC000_0000_0000_0000L;

    private final int payloadType;
    private int ssrc;
    private int sequence;
    private int timestamp;
    private long ntpStart = NTP_START;
    private long clockTicks;

    public TestPacketizer(int payloadType, int ssrc, int sequence, int timestamp) {
        this.payloadType = payloadType;
        this.ssrc = ssrc;
        this.sequence = sequence;
        this.timestamp = timestamp;
    }

    public int ssrc() {
        return ssrc;
    }

    public int timestamp() {
        return timestamp;
    }

    void reboot(int newSsrc, int newSequence, int newTimestamp) {
        ssrc = newSsrc;
        sequence = newSequence;
        timestamp = newTimestamp;
        ntpStart = NTP_AFTER_REBOOT;
    }

    /// All packets of one picture; the clock moves on by one frame.
    public List<byte[]> picture(List<byte[]> nals) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < nals.size(); i++) {
            nal(packets, nals.get(i), i == nals.size() - 1);
        }
        timestamp += TestClip.FRAME_TICKS;
        clockTicks += TestClip.FRAME_TICKS;
        return packets;
    }

    private void nal(List<byte[]> packets, byte[] nal, boolean isLast) {
        if (nal.length <= MAX_PAYLOAD) {
            packets.add(packet(isLast, nal));
            return;
        }
        for (int at = 1; at < nal.length; at += MAX_PAYLOAD) {
            int length = Math.min(MAX_PAYLOAD, nal.length - at);
            boolean ends = at + length == nal.length;
            ByteBuffer fragment = ByteBuffer.allocate(2 + length);
            fragment.put((byte) ((nal[0] & 0xE0) | 28));
            int startEnd = (at == 1 ? 0x80 : 0) | (ends ? 0x40 : 0);
            fragment.put((byte) (startEnd | (nal[0] & 0x1F))).put(nal, at, length);
            packets.add(packet(isLast && ends, fragment.array()));
        }
    }

    /// One packet of audio; the clock moves on by what it lasts.
    byte[] audio(byte[] payload, int ticks) {
        byte[] packet = packet(true, payload);
        timestamp += ticks;
        return packet;
    }

    private byte[] packet(boolean marker, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payload.length);
        packet.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | payloadType));
        packet.putShort((short) sequence++).putInt(timestamp).putInt(ssrc).put(payload);
        return packet.array();
    }

    /// A sender report of this moment (RFC 3550 §6.4.1).
    byte[] senderReport() {
        ByteBuffer report = ByteBuffer.allocate(28);
        report.put((byte) 0x80).put((byte) 200).putShort((short) 6).putInt(ssrc);
        report.putLong(ntpStart + ((clockTicks << 32) / CLOCK_RATE))
                .putInt(timestamp)
                .putInt(1)
                .putInt(1);
        return report.array();
    }
}
