package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.yuanjian.media.rtp.RtcpPacket.ReportBlock;

/// Writes one RTCP packet; see [RtcpPacket] for the layouts' sources.
final class RtcpWriter {
    private static final int VERSION_BITS = 0x80;
    private static final int MAX_REMB_MANTISSA = 0x3FFFF;

    private RtcpWriter() {}

    static void write(RtcpPacket packet, ByteBuf out) {
        int start = out.writerIndex();
        out.writeZero(RtcpReader.HEADER_BYTES);
        int first = VERSION_BITS | writeBody(packet, out);
        int words = (out.writerIndex() - start) / 4 - 1;
        out.setByte(start, first);
        out.setByte(start + 1, type(packet));
        out.setShort(start + 2, words);
    }

    private static int type(RtcpPacket packet) {
        return switch (packet) {
            case RtcpPacket.SenderReport _ -> RtcpPacket.SENDER_REPORT;
            case RtcpPacket.ReceiverReport _ -> RtcpPacket.RECEIVER_REPORT;
            case RtcpPacket.Bye _ -> RtcpPacket.BYE;
            case RtcpPacket.Nack _ -> RtcpPacket.TRANSPORT_FEEDBACK;
            case RtcpPacket.PictureLoss _, RtcpPacket.FullIntra _, RtcpPacket.Remb _ ->
                    RtcpPacket.PAYLOAD_FEEDBACK;
        };
    }

    /// Returns the count or format of the first byte.
    private static int writeBody(RtcpPacket packet, ByteBuf out) {
        return switch (packet) {
            case RtcpPacket.SenderReport report -> {
                writeSenderInfo(report, out);
                yield writeBlocks(report.blocks(), out);
            }
            case RtcpPacket.ReceiverReport report -> {
                writeSsrc(report.ssrc(), out);
                yield writeBlocks(report.blocks(), out);
            }
            case RtcpPacket.Bye bye -> {
                bye.sources().forEach(source -> writeSsrc(source, out));
                yield bye.sources().size();
            }
            case RtcpPacket.Nack nack -> {
                writeNack(nack, out);
                yield RtcpReader.FORMAT_NACK;
            }
            case RtcpPacket.PictureLoss loss -> {
                writeSsrc(loss.sender(), out);
                writeSsrc(loss.media(), out);
                yield RtcpReader.FORMAT_PICTURE_LOSS;
            }
            case RtcpPacket.FullIntra intra -> {
                writeFullIntra(intra, out);
                yield RtcpReader.FORMAT_FULL_INTRA;
            }
            case RtcpPacket.Remb remb -> {
                writeRemb(remb, out);
                yield RtcpReader.FORMAT_APPLICATION;
            }
        };
    }

    private static void writeSenderInfo(RtcpPacket.SenderReport report, ByteBuf out) {
        writeSsrc(report.ssrc(), out);
        out.writeLong(report.ntpTimestamp());
        out.writeInt((int) report.rtpTimestamp());
        out.writeInt((int) report.packets());
        out.writeInt((int) report.octets());
    }

    private static int writeBlocks(List<ReportBlock> blocks, ByteBuf out) {
        for (ReportBlock block : blocks) {
            writeSsrc(block.ssrc(), out);
            out.writeByte(block.fractionLost());
            out.writeMedium(block.packetsLost());
            out.writeInt((int) block.highestSequence());
            out.writeInt((int) block.jitter());
            out.writeInt((int) block.lastReport());
            out.writeInt((int) block.delaySinceLastReport());
        }
        return blocks.size();
    }

    /// One field per run of 17; the sequence numbers are in ascending order.
    private static void writeNack(RtcpPacket.Nack nack, ByteBuf out) {
        writeSsrc(nack.sender(), out);
        writeSsrc(nack.media(), out);
        List<Integer> sequences = nack.sequences();
        for (int i = 0; i < sequences.size(); ) {
            int first = sequences.get(i++);
            int following = 0;
            while (i < sequences.size() && (sequences.get(i) - first - 1 & 0xFFFF) < 16) {
                following |= 1 << (sequences.get(i++) - first - 1 & 0xFFFF);
            }
            out.writeShort(first).writeShort(following);
        }
    }

    private static void writeFullIntra(RtcpPacket.FullIntra intra, ByteBuf out) {
        writeSsrc(intra.sender(), out);
        writeSsrc(0, out); // RFC 5104 §4.3.1.2: unused, zero
        for (long source : intra.media()) {
            writeSsrc(source, out);
            out.writeInt(0);
        }
    }

    private static void writeRemb(RtcpPacket.Remb remb, ByteBuf out) {
        writeSsrc(remb.sender(), out);
        writeSsrc(0, out);
        out.writeInt(RtcpReader.REMB);
        int exponent = 0;
        long mantissa = remb.bitsPerSecond();
        while (mantissa > MAX_REMB_MANTISSA) {
            mantissa >>= 1;
            exponent++;
        }
        out.writeByte(remb.media().size());
        out.writeMedium(exponent << 18 | (int) mantissa);
        remb.media().forEach(source -> writeSsrc(source, out));
    }

    private static void writeSsrc(long ssrc, ByteBuf out) {
        out.writeInt((int) ssrc);
    }
}
