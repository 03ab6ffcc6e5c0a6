package org.yuanjian.benchmark.fleet.media;

import java.util.Arrays;

/// What a NAL unit holds, by its header (ITU-T H.264 table 7-1, H.265 table 7-1).
final class NalType {
    static final int H264_STAP_A = 24;
    static final int H264_FU_A = 28;
    static final int H265_AP = 48;
    static final int H265_FU = 49;

    private NalType() {}

    static int of(byte[] unit, boolean h265) {
        return h265 ? (unit[0] >> 1) & 0x3F : unit[0] & 0x1F;
    }

    static boolean isSlice(byte[] unit, boolean h265) {
        int type = of(unit, h265);
        return h265 ? type < 32 : type >= 1 && type <= 5;
    }

    static boolean isParameterSet(byte[] unit, boolean h265) {
        int type = of(unit, h265);
        return h265 ? type >= 32 && type <= 34 : type == 7 || type == 8;
    }

    static boolean isKeyFrame(byte[] unit, boolean h265) {
        int type = of(unit, h265);
        return h265 ? type >= 16 && type <= 21 : type == 5;
    }

    /// A filler data NAL unit of this many bytes.
    static byte[] filler(int bytes, boolean h265) {
        byte[] unit = new byte[bytes];
        Arrays.fill(unit, (byte) 0xFF);
        unit[0] = (byte) (h265 ? 38 << 1 : 12);
        if (h265) {
            unit[1] = 1;
        }
        unit[bytes - 1] = (byte) 0x80;
        return unit;
    }

    /// Whether a slice is the first of its picture: `first_mb_in_slice` is ue(0), or
    /// `first_slice_segment_in_pic_flag` is set; both are the first bit behind the header.
    static boolean isFirstSlice(byte[] unit, boolean h265) {
        return (unit[h265 ? 2 : 1] & 0x80) != 0;
    }

    /// Whether an H.264 slice that is the first of its picture is a B slice: `slice_type` follows
    /// the one bit of `first_mb_in_slice` as ue(v).
    static boolean isB(byte[] unit) {
        // ue(v) behind one bit: 1 → 0, 010 → 1, 011 → 2, 00110 → 5, 00111 → 6. B is 1 or 6.
        int bits = (unit[1] & 0x7F) << 1;
        return (bits & 0xE0) == 0b010_00000 || (bits & 0xF8) == 0b00111_000;
    }
}
