package org.yuanjian.media.nal;

/// The two facts needed from H.264's video usability information (H.264 §E.1.1).
///
/// @param framesPerSecond 0 if not told
/// @param reorderFrames [SequenceParameterSet#UNKNOWN] if not told
record H264Vui(double framesPerSecond, int reorderFrames) {
    static final H264Vui ABSENT = new H264Vui(0, SequenceParameterSet.UNKNOWN);

    private static final int EXTENDED_ASPECT_RATIO = 255;
    private static final double MAX_FRAMES_PER_SECOND = 1000;

    /// Some cameras cut the VUI short; what could be read until there counts.
    static H264Vui read(BitReader in) {
        double framesPerSecond = 0;
        try {
            skipPictureDescription(in);
            framesPerSecond = in.flag() ? readFrameRate(in) : 0;
            return new H264Vui(framesPerSecond, readReorderFrames(in));
        } catch (MalformedNalException e) {
            return new H264Vui(framesPerSecond, SequenceParameterSet.UNKNOWN);
        }
    }

    private static void skipPictureDescription(BitReader in) throws MalformedNalException {
        if (in.flag() && in.bits(8) == EXTENDED_ASPECT_RATIO) {
            in.skip(32); // sar_width, sar_height
        }
        if (in.flag()) {
            in.skip(1); // overscan_appropriate_flag
        }
        if (in.flag()) {
            in.skip(4); // video_format, video_full_range_flag
            if (in.flag()) {
                in.skip(24); // colour_primaries, transfer_characteristics, matrix_coefficients
            }
        }
        if (in.flag()) {
            in.unsigned(5, "chroma_sample_loc_type_top_field");
            in.unsigned(5, "chroma_sample_loc_type_bottom_field");
        }
    }

    private static double readFrameRate(BitReader in) throws MalformedNalException {
        long unitsInTick = in.bits(32);
        long timeScale = in.bits(32);
        in.skip(1); // fixed_frame_rate_flag
        // H.264 §E.2.1: a tick is a field's time; a frame lasts two.
        double rate = unitsInTick == 0 ? 0 : timeScale / (2.0 * unitsInTick);
        return rate > MAX_FRAMES_PER_SECOND ? 0 : rate;
    }

    private static int readReorderFrames(BitReader in) throws MalformedNalException {
        boolean nalHrd = in.flag();
        if (nalHrd) {
            skipHrd(in);
        }
        boolean vclHrd = in.flag();
        if (vclHrd) {
            skipHrd(in);
        }
        if (nalHrd || vclHrd) {
            in.skip(1); // low_delay_hrd_flag
        }
        in.skip(1); // pic_struct_present_flag
        if (!in.flag()) {
            return SequenceParameterSet.UNKNOWN;
        }
        in.skip(1); // motion_vectors_over_pic_boundaries_flag
        in.unsigned(); // max_bytes_per_pic_denom
        in.unsigned(); // max_bits_per_mb_denom
        in.unsigned(); // log2_max_mv_length_horizontal
        in.unsigned(); // log2_max_mv_length_vertical
        return in.unsigned(16, "max_num_reorder_frames");
    }

    // H.264 §E.1.2
    private static void skipHrd(BitReader in) throws MalformedNalException {
        int count = 1 + in.unsigned(31, "cpb_cnt_minus1");
        in.skip(8); // bit_rate_scale, cpb_size_scale
        for (int i = 0; i < count; i++) {
            in.unsigned(); // bit_rate_value_minus1
            in.unsigned(); // cpb_size_value_minus1
            in.skip(1); // cbr_flag
        }
        in.skip(20); // four lengths of 5 bits
    }
}
