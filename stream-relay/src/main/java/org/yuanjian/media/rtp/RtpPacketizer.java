package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// Cuts the access units of one track into RTP packets: single units, fragments of those that are
/// too long, AAC behind AU headers. One thread.
public final class RtpPacketizer {
    private static final int VERSION_BITS = 0x80;
    private static final int MARKER = 0x80;
    private static final int AAC_HEADERS_BYTES = 4;

    private final TrackFormat format;
    private final int ssrc;
    private final int maxPayload;
    private int sequence;

    /// @param ssrc 32 bits
    /// @param firstSequence 0–65,535
    /// @param maxPacketBytes the longest packet, RTP header included
    public RtpPacketizer(TrackFormat format, long ssrc, int firstSequence, int maxPacketBytes) {
        this.format = format;
        this.ssrc = (int) ssrc;
        this.sequence = firstSequence;
        this.maxPayload = maxPacketBytes - RtpPacket.FIXED_HEADER_BYTES;
    }

    /// Hands the packets of an access unit to `receiver`, who owns them.
    public void write(AccessUnit unit, Consumer<ByteBuf> receiver) {
        long timestamp = unit.timestampTicks();
        List<ByteBuf> units = unit.units();
        for (int i = 0; i < units.size(); i++) {
            boolean last = i == units.size() - 1;
            switch (format.codec()) {
                case H264, H265 -> writeNal(units.get(i), timestamp, last, receiver);
                case AAC -> writeAac(units.get(i), timestamp + 1024L * i, receiver);
                case PCMA, PCMU, OPUS -> {
                    // RFC 3551 §4.1: the marker begins a talk spurt; a camera's audio never pauses.
                    ByteBuf packet = packet(timestamp, false, units.get(i).readableBytes());
                    receiver.accept(packet.writeBytes(units.get(i).duplicate()));
                }
            }
        }
    }

    private void writeNal(ByteBuf nal, long timestamp, boolean last, Consumer<ByteBuf> receiver) {
        if (nal.readableBytes() <= maxPayload) {
            ByteBuf packet = packet(timestamp, last, nal.readableBytes());
            receiver.accept(packet.writeBytes(nal.duplicate()));
            return;
        }
        boolean h265 = format.codec() == Codec.H265;
        int header = h265 ? H265Reader.FU_HEADER_BYTES : H264Reader.FU_HEADER_BYTES;
        int skip = h265 ? 2 : 1;
        ByteBuf rest = nal.slice(nal.readerIndex() + skip, nal.readableBytes() - skip);
        boolean first = true;
        while (rest.isReadable()) {
            int bytes = Math.min(rest.readableBytes(), maxPayload - header);
            boolean end = bytes == rest.readableBytes();
            ByteBuf packet = packet(timestamp, last && end, header + bytes);
            writeFragmentHeader(nal, h265, (first ? 0x80 : 0) | (end ? 0x40 : 0), packet);
            receiver.accept(packet.writeBytes(rest, bytes));
            first = false;
        }
    }

    private static void writeFragmentHeader(ByteBuf nal, boolean h265, int bits, ByteBuf packet) {
        int first = nal.getUnsignedByte(nal.readerIndex());
        if (h265) {
            // RFC 7798 §4.4.3
            packet.writeByte((first & 0x81) | H265Reader.FRAGMENTATION << 1);
            packet.writeByte(nal.getByte(nal.readerIndex() + 1));
            packet.writeByte(bits | (first >> 1 & 0x3F));
        } else {
            // RFC 6184 §5.8
            packet.writeByte((first & 0xE0) | H264Reader.FU_A);
            packet.writeByte(bits | (first & 0x1F));
        }
    }

    // RFC 3640 §3.3.6: one frame, or a piece of one, behind one AU header.
    private void writeAac(ByteBuf frame, long timestamp, Consumer<ByteBuf> receiver) {
        ByteBuf rest = frame.duplicate();
        int size = rest.readableBytes();
        while (rest.isReadable()) {
            int bytes = Math.min(rest.readableBytes(), maxPayload - AAC_HEADERS_BYTES);
            boolean end = bytes == rest.readableBytes();
            ByteBuf packet = packet(timestamp, end, AAC_HEADERS_BYTES + bytes);
            packet.writeShort(16).writeShort(size << 3);
            receiver.accept(packet.writeBytes(rest, bytes));
        }
    }

    private ByteBuf packet(long timestamp, boolean marker, int payloadBytes) {
        int bytes = RtpPacket.FIXED_HEADER_BYTES + payloadBytes;
        ByteBuf packet = ByteBufAllocator.DEFAULT.buffer(bytes, bytes);
        packet.writeByte(VERSION_BITS);
        packet.writeByte((marker ? MARKER : 0) | format.payloadType());
        packet.writeShort(sequence);
        packet.writeInt((int) timestamp);
        packet.writeInt(ssrc);
        sequence = sequence + 1 & 0xFFFF;
        return packet;
    }
}
