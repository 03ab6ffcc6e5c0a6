package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.media.rtp.RtcpPacket;

/// Reads what a viewer reports and asks for. Event loop only.
final class ViewerFeedback {
    private static final int UNKNOWN = -1;

    private final NtpTime time;
    private final WebRtcMeters meters;
    private int fractionLost;
    private long jitterTicks;
    private long roundTripMillis = UNKNOWN;
    private long bitsPerSecond = UNKNOWN;
    private long pictureLosses;

    /// What a viewer can ask for.
    interface Wishes {
        void keyFrame();

        /// @param ssrc of the media source
        /// @param sequence 16 bits
        void resend(int ssrc, int sequence);
    }

    ViewerFeedback(NtpTime time, WebRtcMeters meters) {
        this.time = time;
        this.meters = meters;
    }

    /// @param packet a compound RTCP packet, opened
    void read(byte[] packet, int length, Wishes wishes) {
        ByteBuf buffer = Unpooled.wrappedBuffer(packet, 0, length);
        List<RtcpPacket> parts;
        try {
            parts = RtcpPacket.parse(buffer, 0, length);
        } catch (MalformedPacketException e) {
            meters.malformedReport();
            return;
        }
        for (RtcpPacket part : parts) {
            switch (part) {
                case RtcpPacket.Report report -> report.blocks().forEach(this::report);
                case RtcpPacket.Feedback feedback -> feedback(feedback, wishes);
                case RtcpPacket.Bye _ -> {} // close_notify ends a session
            }
        }
    }

    private void report(RtcpPacket.ReportBlock block) {
        fractionLost = block.fractionLost();
        jitterTicks = block.jitter();
        meters.lost(fractionLost);
        if (block.lastReport() != 0) {
            // RFC 3550 §6.4.1: in 1/65,536 s.
            long now = time.now() >>> 16 & 0xFFFFFFFFL;
            long units = now - block.lastReport() - block.delaySinceLastReport() & 0xFFFFFFFFL;
            roundTripMillis = units < (1L << 31) ? (units * 1000) >> 16 : 0;
            meters.roundTrip(roundTripMillis);
        }
    }

    private void feedback(RtcpPacket.Feedback feedback, Wishes wishes) {
        switch (feedback) {
            case RtcpPacket.PictureLoss _, RtcpPacket.FullIntra _ -> {
                pictureLosses++;
                wishes.keyFrame();
            }
            case RtcpPacket.Nack nack ->
                    nack.sequences()
                            .forEach(sequence -> wishes.resend((int) nack.media(), sequence));
            case RtcpPacket.Remb remb -> {
                bitsPerSecond = remb.bitsPerSecond();
                meters.bandwidth(bitsPerSecond);
            }
        }
    }

    int fractionLost() {
        return fractionLost;
    }

    long jitterTicks() {
        return jitterTicks;
    }

    long roundTripMillis() {
        return roundTripMillis;
    }

    long bitsPerSecond() {
        return bitsPerSecond;
    }

    long pictureLosses() {
        return pictureLosses;
    }
}
