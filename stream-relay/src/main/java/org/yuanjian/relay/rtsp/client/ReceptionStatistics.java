package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import java.util.Optional;
import org.yuanjian.media.rtp.RtcpPacket;
import org.yuanjian.media.rtp.RtcpPacket.ReportBlock;

/// Counts what arrives of one source, in the order it arrives, for the blocks of receiver reports
/// (RFC 3550 §6.4.1, §A.1, §A.3, §A.8). One thread.
final class ReceptionStatistics {
    private static final int CYCLE = 1 << 16;
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int NONE = -1;
    private static final int MIN_REPORT_BYTES = 28;

    private final int clockRate;
    private boolean started;
    private long ssrc;
    private int base;
    private int highest;
    private long cycles;
    private int suspect;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int transit;
    private long jitterSixteenths;
    private long lastReport;
    private long lastReportNanos;

    ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /// @param packet at least the fixed header of an RTP packet; borrowed
    void received(ByteBuf packet, long nowNanos) {
        int index = packet.readerIndex();
        int sequence = packet.getUnsignedShort(index + 2);
        int nowTransit = ticks(nowNanos) - packet.getInt(index + 4);
        if (!started || packet.getUnsignedInt(index + 8) != ssrc) {
            begin(packet.getUnsignedInt(index + 8), sequence);
            transit = nowTransit;
        }
        if (count(sequence)) {
            // RFC 3550 §A.8: a sixteenth of each change of the way's length, rounded.
            int change = Math.abs(nowTransit - transit);
            transit = nowTransit;
            jitterSixteenths += change - ((jitterSixteenths + 8) >> 4);
        }
    }

    private int ticks(long nanos) {
        // In microseconds, as nanoseconds times the clock rate overflow within a day.
        return (int) (nanos / 1000 * clockRate / 1_000_000);
    }

    private void begin(long newSsrc, int sequence) {
        if (!started || newSsrc != ssrc) {
            lastReport = 0;
            jitterSixteenths = 0;
        }
        started = true;
        ssrc = newSsrc;
        base = sequence;
        highest = sequence;
        cycles = 0;
        suspect = NONE;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
    }

    /// RFC 3550 §A.1: a jump is believed when a second packet follows it.
    private boolean count(int sequence) {
        int ahead = sequence - highest & 0xFFFF;
        if (ahead < MAX_DROPOUT) {
            cycles += sequence < highest ? CYCLE : 0;
            highest = sequence;
        } else if (ahead <= CYCLE - MAX_MISORDER) {
            if (sequence != suspect) {
                suspect = sequence + 1 & 0xFFFF;
                return false;
            }
            begin(ssrc, sequence);
        }
        received++;
        return true;
    }

    /// Notes a sender report of the source, so that it can tell how long the way is.
    ///
    /// @param packet a compound RTCP packet; borrowed
    void reported(ByteBuf packet, long nowNanos) {
        int index = packet.readerIndex();
        if (started
                && packet.readableBytes() >= MIN_REPORT_BYTES
                && packet.getUnsignedByte(index + 1) == RtcpPacket.SENDER_REPORT
                && packet.getUnsignedInt(index + 4) == ssrc) {
            // RFC 3550 §6.4.1: the middle 32 of the 64 bits of the NTP timestamp.
            lastReport = packet.getUnsignedInt(index + 10);
            lastReportNanos = nowNanos;
        }
    }

    /// What a report says now; empty if nothing came since the last.
    Optional<ReportBlock> block(long nowNanos) {
        if (!started || received == receivedBefore) {
            return Optional.empty();
        }
        long last = cycles + highest;
        long expected = last - base + 1;
        long lost = Math.clamp(expected - received, -0x80_0000, 0x7F_FFFF);
        ReportBlock block =
                new ReportBlock(
                        ssrc,
                        fraction(expected - expectedBefore, received - receivedBefore),
                        (int) lost,
                        last & 0xFFFF_FFFFL,
                        jitterSixteenths >> 4,
                        lastReport,
                        delaySinceLastReport(nowNanos));
        expectedBefore = expected;
        receivedBefore = received;
        return Optional.of(block);
    }

    /// RFC 3550 §A.3: in 1/256, none where more came than expected.
    private static int fraction(long expected, long came) {
        long lost = expected - came;
        return expected <= 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }

    private long delaySinceLastReport(long nowNanos) {
        return lastReport == 0 ? 0 : (nowNanos - lastReportNanos) / 1000 * 65_536 / 1_000_000;
    }
}
