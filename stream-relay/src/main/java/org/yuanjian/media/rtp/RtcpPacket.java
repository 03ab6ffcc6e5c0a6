package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/// One packet of a compound RTCP packet (RFC 3550 §6, RFC 4585 §6).
///
///     |V=2|P|  RC / FMT |       PT      |            length             |
///     |                        SSRC of sender                           |
///     |                             …                                   |
///
/// SSRCs are 32 bits unsigned throughout.
public sealed interface RtcpPacket permits RtcpPacket.Report, RtcpPacket.Feedback, RtcpPacket.Bye {
    int SENDER_REPORT = 200;
    int RECEIVER_REPORT = 201;
    int BYE = 203;
    int TRANSPORT_FEEDBACK = 205;
    int PAYLOAD_FEEDBACK = 206;

    /// A sender's or a receiver's report.
    sealed interface Report extends RtcpPacket permits SenderReport, ReceiverReport {
        List<ReportBlock> blocks();
    }

    /// What a receiver asks a sender for.
    sealed interface Feedback extends RtcpPacket permits PictureLoss, FullIntra, Nack, Remb {}

    /// What a receiver saw of one source (RFC 3550 §6.4.1).
    ///
    /// @param fractionLost since the last report, in 1/256
    /// @param packetsLost since the beginning; may be negative
    /// @param highestSequence with its wraps in the upper 16 bits
    /// @param jitter in ticks
    /// @param lastReport middle 32 bits of the NTP time of the last sender report, 0 if none
    /// @param delaySinceLastReport in 1/65,536 s
    record ReportBlock(
            long ssrc,
            int fractionLost,
            int packetsLost,
            long highestSequence,
            long jitter,
            long lastReport,
            long delaySinceLastReport) {}

    /// RFC 3550 §6.4.1: what a sender has sent and how its two clocks stand to each other.
    ///
    /// @param ntpTimestamp seconds since 1900 in the upper 32 bits, fraction in the lower
    record SenderReport(
            long ssrc,
            long ntpTimestamp,
            long rtpTimestamp,
            long packets,
            long octets,
            List<ReportBlock> blocks)
            implements Report {
        public SenderReport {
            blocks = List.copyOf(blocks);
        }
    }

    /// RFC 3550 §6.4.2
    record ReceiverReport(long ssrc, List<ReportBlock> blocks) implements Report {
        public ReceiverReport {
            blocks = List.copyOf(blocks);
        }
    }

    /// RFC 4585 §6.3.1: a picture cannot be decoded; a key frame is asked for.
    record PictureLoss(long sender, long media) implements Feedback {}

    /// RFC 5104 §4.3.1: a decoder needs a key frame of these sources.
    record FullIntra(long sender, List<Long> media) implements Feedback {
        public FullIntra {
            media = List.copyOf(media);
        }
    }

    /// RFC 4585 §6.2.1: sequence numbers that are missing.
    record Nack(long sender, long media, List<Integer> sequences) implements Feedback {
        public Nack {
            sequences = List.copyOf(sequences);
        }
    }

    /// draft-alvestrand-rmcat-remb-03 §2.2: the bitrate a receiver believes it can take.
    record Remb(long sender, long bitsPerSecond, List<Long> media) implements Feedback {
        public Remb {
            media = List.copyOf(media);
        }
    }

    /// RFC 3550 §6.6: these sources are gone.
    record Bye(List<Long> sources) implements RtcpPacket {
        public Bye {
            sources = List.copyOf(sources);
        }
    }

    /// Reads a compound packet; kinds that are not known are left out.
    ///
    /// @throws MalformedPacketException if a packet in it is not what it says
    static List<RtcpPacket> parse(ByteBuf buffer, int index, int length)
            throws MalformedPacketException {
        List<RtcpPacket> packets = new ArrayList<>();
        int end = index + length;
        for (int at = index; at < end; ) {
            int size = RtcpReader.packetBytes(buffer, at, end - at);
            RtcpReader.of(buffer, at, size).read().ifPresent(packets::add);
            at += size;
        }
        return packets;
    }

    /// Appends this packet with its header to `out`.
    default void writeTo(ByteBuf out) {
        RtcpWriter.write(this, out);
    }
}
