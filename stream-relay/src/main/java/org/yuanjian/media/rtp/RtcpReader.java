package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yuanjian.media.rtp.RtcpPacket.ReportBlock;

/// Reads one RTCP packet; see [RtcpPacket] for the layouts' sources.
final class RtcpReader {
    static final int HEADER_BYTES = 4;
    static final int FORMAT_NACK = 1;
    static final int FORMAT_PICTURE_LOSS = 1;
    static final int FORMAT_FULL_INTRA = 4;
    static final int FORMAT_APPLICATION = 15;
    static final int REMB = 0x52454D42;

    private final ByteBuf in;
    private final int count;
    private final int type;

    /// @param in the packet behind its header, without padding
    private RtcpReader(ByteBuf in, int count, int type) {
        this.in = in;
        this.count = count;
        this.type = type;
    }

    /// Length of the packet that begins at `index`.
    static int packetBytes(ByteBuf buffer, int index, int available)
            throws MalformedPacketException {
        if (available < HEADER_BYTES || (buffer.getUnsignedByte(index) & 0xC0) != 0x80) {
            throw new MalformedPacketException("not an RTCP packet");
        }
        int bytes = HEADER_BYTES * (1 + buffer.getUnsignedShort(index + 2));
        if (bytes > available) {
            throw new MalformedPacketException("RTCP packet cut off");
        }
        return bytes;
    }

    static RtcpReader of(ByteBuf buffer, int index, int bytes) throws MalformedPacketException {
        int first = buffer.getUnsignedByte(index);
        int padding = (first & 0x20) == 0 ? 0 : buffer.getUnsignedByte(index + bytes - 1);
        int body = bytes - HEADER_BYTES - padding;
        if (body < 0) {
            throw new MalformedPacketException("RTCP padding longer than the packet");
        }
        ByteBuf in = buffer.slice(index + HEADER_BYTES, body);
        return new RtcpReader(in, first & 0x1F, buffer.getUnsignedByte(index + 1));
    }

    Optional<RtcpPacket> read() throws MalformedPacketException {
        return switch (type) {
            case RtcpPacket.SENDER_REPORT -> Optional.of(readSenderReport());
            case RtcpPacket.RECEIVER_REPORT -> {
                need(4);
                yield Optional.of(
                        new RtcpPacket.ReceiverReport(in.readUnsignedInt(), readBlocks()));
            }
            case RtcpPacket.BYE -> Optional.of(new RtcpPacket.Bye(readSources(count)));
            case RtcpPacket.TRANSPORT_FEEDBACK -> readTransportFeedback();
            case RtcpPacket.PAYLOAD_FEEDBACK -> readPayloadFeedback();
            default -> Optional.empty();
        };
    }

    private RtcpPacket readSenderReport() throws MalformedPacketException {
        need(24);
        return new RtcpPacket.SenderReport(
                in.readUnsignedInt(),
                in.readLong(),
                in.readUnsignedInt(),
                in.readUnsignedInt(),
                in.readUnsignedInt(),
                readBlocks());
    }

    private List<ReportBlock> readBlocks() throws MalformedPacketException {
        need(24 * count);
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(
                    new ReportBlock(
                            in.readUnsignedInt(),
                            in.readUnsignedByte(),
                            in.readMedium(),
                            in.readUnsignedInt(),
                            in.readUnsignedInt(),
                            in.readUnsignedInt(),
                            in.readUnsignedInt()));
        }
        return blocks;
    }

    private Optional<RtcpPacket> readTransportFeedback() throws MalformedPacketException {
        if (count != FORMAT_NACK) {
            return Optional.empty();
        }
        need(8);
        long sender = in.readUnsignedInt();
        long media = in.readUnsignedInt();
        List<Integer> sequences = new ArrayList<>();
        while (in.readableBytes() >= 4) {
            int first = in.readUnsignedShort();
            int following = in.readUnsignedShort();
            sequences.add(first);
            for (int i = 0; i < 16; i++) {
                if ((following >> i & 1) != 0) {
                    sequences.add(first + i + 1 & 0xFFFF);
                }
            }
        }
        return Optional.of(new RtcpPacket.Nack(sender, media, sequences));
    }

    private Optional<RtcpPacket> readPayloadFeedback() throws MalformedPacketException {
        need(8);
        long sender = in.readUnsignedInt();
        long media = in.readUnsignedInt();
        return switch (count) {
            case FORMAT_PICTURE_LOSS -> Optional.of(new RtcpPacket.PictureLoss(sender, media));
            case FORMAT_FULL_INTRA -> Optional.of(readFullIntra(sender));
            case FORMAT_APPLICATION -> readRemb(sender);
            default -> Optional.empty();
        };
    }

    private RtcpPacket readFullIntra(long sender) {
        List<Long> sources = new ArrayList<>();
        while (in.readableBytes() >= 8) {
            sources.add(in.readUnsignedInt());
            in.skipBytes(4); // command sequence number, reserved
        }
        return new RtcpPacket.FullIntra(sender, sources);
    }

    private Optional<RtcpPacket> readRemb(long sender) throws MalformedPacketException {
        if (in.readableBytes() < 8 || in.readInt() != REMB) {
            return Optional.empty();
        }
        int sources = in.readUnsignedByte();
        int rate = in.readUnsignedMedium();
        // Six bits of exponent, eighteen of mantissa; what does not fit a long is as good as no
        // limit.
        int exponent = rate >> 18;
        long mantissa = rate & 0x3FFFF;
        long bits = exponent > 44 ? Long.MAX_VALUE : mantissa << exponent;
        return Optional.of(new RtcpPacket.Remb(sender, bits, readSources(sources)));
    }

    private List<Long> readSources(int number) throws MalformedPacketException {
        need(4 * number);
        List<Long> sources = new ArrayList<>(number);
        for (int i = 0; i < number; i++) {
            sources.add(in.readUnsignedInt());
        }
        return sources;
    }

    private void need(int bytes) throws MalformedPacketException {
        if (in.readableBytes() < bytes) {
            throw new MalformedPacketException("RTCP packet shorter than its fields");
        }
    }
}
