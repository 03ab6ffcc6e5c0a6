package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads H.265 without decoding order numbers (RFC 7798 §4.4).
///
///      FU: |F|   49   | layer | tid | S|E| type | fragment …
///      AP: |F|   48   | layer | tid | size 16 | unit | size 16 | unit …
final class H265Reader extends VideoReader {
    static final int AGGREGATION = 48;
    static final int FRAGMENTATION = 49;
    static final int FU_HEADER_BYTES = 3;

    private static final int NAL_HEADER_BYTES = 2;

    H265Reader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
    }

    @Override
    void depacketize(RtpPacket packet, AccessUnitBuilder units) throws MalformedPacketException {
        if (packet.payloadLength() == 0) {
            return;
        }
        if (packet.payloadLength() <= NAL_HEADER_BYTES) {
            throw new MalformedPacketException("H.265 packet without a payload");
        }
        int type = packet.payloadByte(0) >> 1 & 0x3F;
        switch (type) {
            case AGGREGATION -> readAggregate(packet, units);
            case FRAGMENTATION -> readFragment(packet, units);
            default -> {
                if (type > FRAGMENTATION) {
                    throw new MalformedPacketException("H.265 packet type " + type);
                }
                units.add(packet.buffer(), packet.payloadIndex(), packet.payloadLength());
            }
        }
    }

    // RFC 7798 §4.4.2
    private static void readAggregate(RtpPacket packet, AccessUnitBuilder units)
            throws MalformedPacketException {
        ByteBuf buffer = packet.buffer();
        int at = packet.payloadIndex() + NAL_HEADER_BYTES;
        int end = packet.payloadIndex() + packet.payloadLength();
        while (at < end) {
            int size = at + 2 <= end ? buffer.getUnsignedShort(at) : Integer.MAX_VALUE;
            if (size > end - at - 2 || size < NAL_HEADER_BYTES) {
                throw new MalformedPacketException("AP unit beyond the packet");
            }
            units.add(buffer, at + 2, size);
            at += 2 + size;
        }
    }

    // RFC 7798 §4.4.3: a lost fragment spoils the whole NAL unit.
    private static void readFragment(RtpPacket packet, AccessUnitBuilder units)
            throws MalformedPacketException {
        if (packet.payloadLength() <= FU_HEADER_BYTES) {
            throw new MalformedPacketException("FU without a fragment");
        }
        int header = packet.payloadByte(2);
        if ((header & 0x80) != 0) {
            int first = (packet.payloadByte(0) & 0x81) | (header & 0x3F) << 1;
            units.startFragment(new byte[] {(byte) first, (byte) packet.payloadByte(1)});
        }
        units.append(
                packet.buffer(),
                packet.payloadIndex() + FU_HEADER_BYTES,
                packet.payloadLength() - FU_HEADER_BYTES);
        if ((header & 0x40) != 0) {
            units.endFragment();
        }
    }
}
