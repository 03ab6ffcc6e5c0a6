package org.yuanjian.media.nal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.yuanjian.media.Codec;

/// A view of one NAL unit without start code; nothing is copied and nothing is retained (H.264 §7.3.1, H.265 §7.3.1.2).
///
///      H.264: |F|NRI|  type 5 |                        H.265: |F|  type 6  | layer 6 | tid 3 |
///
/// @param codec H.264 or H.265
/// @param bytes the whole unit, not empty; borrowed
public record NalUnit(Codec codec, ByteBuf bytes) {
    public static final int H264_IDR = 5;
    public static final int H264_SEI = 6;
    public static final int H264_SPS = 7;
    public static final int H264_PPS = 8;
    public static final int H264_ACCESS_UNIT_DELIMITER = 9;
    public static final int H264_END_OF_SEQUENCE = 10;
    public static final int H264_FILLER = 12;
    public static final int H265_FIRST_IRAP = 16;
    public static final int H265_LAST_IRAP = 23;
    public static final int H265_LAST_VCL = 31;
    public static final int H265_VPS = 32;
    public static final int H265_SPS = 33;
    public static final int H265_PPS = 34;
    public static final int H265_ACCESS_UNIT_DELIMITER = 35;
    public static final int H265_FILLER = 38;
    public static final int H265_PREFIX_SEI = 39;

    private static final int H264_LAST_VCL = 5;

    public static NalUnit of(Codec codec, byte[] bytes) {
        return new NalUnit(codec, Unpooled.wrappedBuffer(bytes));
    }

    /// The type that a unit's first byte tells.
    public static int type(Codec codec, int firstByte) {
        return codec == Codec.H265 ? firstByte >> 1 & 0x3F : firstByte & 0x1F;
    }

    /// Bytes of the header before the payload.
    public static int headerBytes(Codec codec) {
        return codec == Codec.H265 ? 2 : 1;
    }

    /// Whether a unit of this type belongs to a picture a decoder can start with: IDR, or with
    /// H.265 any random access point.
    public static boolean isKeyFrame(Codec codec, int type) {
        return codec == Codec.H265
                ? type >= H265_FIRST_IRAP && type <= H265_LAST_IRAP
                : type == H264_IDR;
    }

    /// Whether a unit of this type is part of a coded picture (VCL).
    public static boolean isSlice(Codec codec, int type) {
        return codec == Codec.H265 ? type <= H265_LAST_VCL : type >= 1 && type <= H264_LAST_VCL;
    }

    /// Whether a unit of this type is a VPS, SPS or PPS.
    public static boolean isParameterSet(Codec codec, int type) {
        return codec == Codec.H265
                ? type >= H265_VPS && type <= H265_PPS
                : type == H264_SPS || type == H264_PPS;
    }

    /// Whether a unit of this type is an SPS.
    public static boolean isSequenceParameterSet(Codec codec, int type) {
        return type == (codec == Codec.H265 ? H265_SPS : H264_SPS);
    }

    public int type() {
        return type(codec, bytes.getUnsignedByte(bytes.readerIndex()));
    }

    public boolean isKeyFrame() {
        return isKeyFrame(codec, type());
    }

    public boolean isSlice() {
        return isSlice(codec, type());
    }

    public boolean isParameterSet() {
        return isParameterSet(codec, type());
    }

    /// Whether this slice is the first of its picture; false if it is too short to tell.
    public boolean isFirstSlice() {
        int header = headerBytes(codec);
        // H.264 §7.3.3: first_mb_in_slice 0 is the bit 1; H.265 §7.3.6.1:
        // first_slice_segment_in_pic_flag.
        return bytes.readableBytes() > header
                && (bytes.getByte(bytes.readerIndex() + header) & 0x80) != 0;
    }

    /// The payload behind the header without emulation prevention bytes (H.264 §7.4.1.1), as a
    /// copy.
    public byte[] payload() {
        int header = headerBytes(codec);
        int from = bytes.readerIndex() + header;
        int length = bytes.readableBytes() - header;
        if (length <= 0) {
            return new byte[0];
        }
        byte[] payload = new byte[length];
        int size = 0;
        int zeros = 0;
        for (int at = from; at < from + length; at++) {
            byte next = bytes.getByte(at);
            if (zeros >= 2 && next == 3) {
                zeros = 0;
                continue;
            }
            zeros = next == 0 ? zeros + 1 : 0;
            payload[size++] = next;
        }
        return Arrays.copyOf(payload, size);
    }
}
