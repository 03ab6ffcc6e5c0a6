package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import org.yuanjian.media.Codec;
import org.yuanjian.media.nal.NalUnit;

/// How the payload formats of H.264 (RFC 6184 §5) and H.265 (RFC 7798 §4.4) put NAL units into
/// packets.
///
///     H.264 fragment: |F|NRI| 28 |S|E|R|type| …          aggregate: |F|NRI| 24 | size | unit | size | unit …
///     H.265 fragment: |F|  49  |layer|tid|S|E|type 6| …  aggregate: |F|  48  |layer|tid| size | unit …
enum NalFraming {
    H264(1, 24, 28, 23),
    H265(2, 48, 49, 47);

    private final int headerBytes;
    private final int aggregation;
    private final int fragmentation;
    private final int lastUnitType;

    NalFraming(int headerBytes, int aggregation, int fragmentation, int lastUnitType) {
        this.headerBytes = headerBytes;
        this.aggregation = aggregation;
        this.fragmentation = fragmentation;
        this.lastUnitType = lastUnitType;
    }

    static NalFraming of(Codec codec) {
        return codec == Codec.H265 ? H265 : H264;
    }

    /// Bytes of a NAL unit's header, and of a payload's.
    int headerBytes() {
        return headerBytes;
    }

    int fragmentHeaderBytes() {
        return headerBytes + 1;
    }

    int aggregation() {
        return aggregation;
    }

    int fragmentation() {
        return fragmentation;
    }

    /// The highest type that is a NAL unit of its own.
    int lastUnitType() {
        return lastUnitType;
    }

    /// Delimiters and filler, which a packet's marker and length make needless.
    boolean isPadding(int type) {
        return this == H265
                ? type == NalUnit.H265_ACCESS_UNIT_DELIMITER || type == NalUnit.H265_FILLER
                : type == NalUnit.H264_ACCESS_UNIT_DELIMITER || type == NalUnit.H264_FILLER;
    }

    /// The header of the unit a fragment belongs to.
    ///
    /// @param bits the fragment's own header
    byte[] unitHeader(ByteBuf payload, int bits) {
        int first = payload.getUnsignedByte(payload.readerIndex());
        return this == H265
                ? new byte[] {
                    (byte) ((first & 0x81) | (bits & 0x3F) << 1),
                    payload.getByte(payload.readerIndex() + 1)
                }
                : new byte[] {(byte) ((first & 0xE0) | (bits & 0x1F))};
    }

    void writeFragmentHeader(byte[] unitHeader, boolean first, boolean last, byte[] payload) {
        int bits = (first ? 0x80 : 0) | (last ? 0x40 : 0);
        if (this == H265) {
            payload[0] = (byte) ((unitHeader[0] & 0x81) | fragmentation << 1);
            payload[1] = unitHeader[1];
            payload[2] = (byte) (bits | (unitHeader[0] >> 1 & 0x3F));
        } else {
            payload[0] = (byte) ((unitHeader[0] & 0xE0) | fragmentation);
            payload[1] = (byte) (bits | (unitHeader[0] & 0x1F));
        }
    }

    /// One payload of several units.
    ///
    /// @param units each behind its size; read to the end
    byte[] aggregate(ByteBuf units) {
        byte[] payload = new byte[headerBytes + units.readableBytes()];
        int firstUnit = units.readerIndex() + 2;
        if (this == H265) {
            // RFC 7798 §4.4.2: lowest layer and temporal id; cameras have but one of each.
            payload[0] = (byte) ((units.getByte(firstUnit) & 0x81) | aggregation << 1);
            payload[1] = units.getByte(firstUnit + 1);
        } else {
            payload[0] = (byte) (highestReference(units) | aggregation);
        }
        units.readBytes(payload, headerBytes, units.readableBytes());
        return payload;
    }

    // RFC 6184 §5.7.1: NRI is the highest of those aggregated, F is set if one is.
    private static int highestReference(ByteBuf units) {
        int reference = 0;
        int forbidden = 0;
        int at = units.readerIndex();
        while (at < units.writerIndex()) {
            int header = units.getUnsignedByte(at + 2);
            reference = Math.max(reference, header & 0x60);
            forbidden |= header & 0x80;
            at += 2 + units.getUnsignedShort(at);
        }
        return forbidden | reference;
    }
}
