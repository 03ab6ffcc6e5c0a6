package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads H.264 in the non-interleaved mode (RFC 6184 §5.4).
///
///      FU-A:  |F|NRI|  28  | S|E|R| type | fragment …
///      STAP-A:|F|NRI|  24  | size 16 | unit | size 16 | unit …
final class H264Reader extends VideoReader {
    static final int STAP_A = 24;
    static final int FU_A = 28;
    static final int FU_HEADER_BYTES = 2;

    private static final int LAST_SINGLE = 23;

    H264Reader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
    }

    @Override
    void depacketize(RtpPacket packet, AccessUnitBuilder units) throws MalformedPacketException {
        if (packet.payloadLength() == 0) {
            return;
        }
        int type = packet.payloadByte(0) & 0x1F;
        switch (type) {
            case STAP_A -> readAggregate(packet, units);
            case FU_A -> readFragment(packet, units);
            default -> {
                if (type == 0 || type > LAST_SINGLE) {
                    throw new MalformedPacketException("H.264 packet type " + type);
                }
                units.add(packet.buffer(), packet.payloadIndex(), packet.payloadLength());
            }
        }
    }

    // RFC 6184 §5.7.1
    private static void readAggregate(RtpPacket packet, AccessUnitBuilder units)
            throws MalformedPacketException {
        ByteBuf buffer = packet.buffer();
        int at = packet.payloadIndex() + 1;
        int end = packet.payloadIndex() + packet.payloadLength();
        while (at < end) {
            int size = at + 2 <= end ? buffer.getUnsignedShort(at) : Integer.MAX_VALUE;
            if (size > end - at - 2) {
                throw new MalformedPacketException("STAP-A unit beyond the packet");
            }
            units.add(buffer, at + 2, size);
            at += 2 + size;
        }
    }

    // RFC 6184 §5.8: a lost fragment spoils the whole NAL unit.
    private static void readFragment(RtpPacket packet, AccessUnitBuilder units)
            throws MalformedPacketException {
        if (packet.payloadLength() <= FU_HEADER_BYTES) {
            throw new MalformedPacketException("FU-A without a fragment");
        }
        int header = packet.payloadByte(1);
        if ((header & 0x80) != 0) {
            int first = (packet.payloadByte(0) & 0xE0) | (header & 0x1F);
            units.startFragment(new byte[] {(byte) first});
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
