package org.yuanjian.media.nal;

import java.util.HexFormat;
import java.util.Set;
import org.yuanjian.media.Codec;
import org.yuanjian.media.nal.SequenceParameterSet.Sampling;
import org.yuanjian.media.nal.SequenceParameterSet.Size;

/// Reads the sequence parameter set of H.264, field by field (H.264 §7.3.2.1.1).
final class H264SpsReader {
    private static final int MAX_MACROBLOCKS = 1024;
    private static final int PROFILE_BASELINE = 66;
    private static final int CHROMA_420 = 1;
    private static final int CHROMA_422 = 2;
    private static final int CHROMA_444 = 3;

    // H.264 §7.3.2.1.1: the profiles whose SPS tells its chroma format.
    private static final Set<Integer> HIGH_PROFILES =
            Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    // H.264 §A.2.8 ff.: with constraint_set3_flag these profiles are intra only.
    private static final Set<Integer> INTRA_PROFILES = Set.of(44, 86, 100, 110, 122, 244);

    private final byte[] payload;
    private final BitReader in;
    private int profile;
    private int constraints;
    private int chromaFormat = CHROMA_420;
    private boolean separatePlanes;
    private int lumaBits = 8;
    private int chromaBits = 8;
    private int pictureOrderType;

    H264SpsReader(byte[] payload) {
        this.payload = payload;
        this.in = new BitReader(payload);
    }

    SequenceParameterSet read() throws MalformedNalException {
        profile = (int) in.bits(8);
        constraints = (int) in.bits(8);
        in.skip(8); // level_idc
        in.unsigned(31, "seq_parameter_set_id");
        if (HIGH_PROFILES.contains(profile)) {
            readHighProfile();
        }
        in.unsigned(12, "log2_max_frame_num_minus4");
        readPictureOrder();
        in.unsigned(16, "max_num_ref_frames");
        in.skip(1); // gaps_in_frame_num_value_allowed_flag
        Size size = readSize();
        H264Vui vui = in.flag() ? H264Vui.read(in) : H264Vui.ABSENT;
        return new SequenceParameterSet(
                Codec.H264,
                "avc1." + HexFormat.of().formatHex(payload, 0, 3),
                size,
                new Sampling(chromaFormat, lumaBits, chromaBits),
                vui.framesPerSecond(),
                reorderFrames(vui));
    }

    private void readHighProfile() throws MalformedNalException {
        chromaFormat = in.unsigned(CHROMA_444, "chroma_format_idc");
        separatePlanes = chromaFormat == CHROMA_444 && in.flag();
        lumaBits = 8 + in.unsigned(6, "bit_depth_luma_minus8");
        chromaBits = 8 + in.unsigned(6, "bit_depth_chroma_minus8");
        in.skip(1); // qpprime_y_zero_transform_bypass_flag
        if (in.flag()) {
            int lists = chromaFormat == CHROMA_444 ? 12 : 8;
            for (int i = 0; i < lists; i++) {
                if (in.flag()) {
                    skipScalingList(i < 6 ? 16 : 64);
                }
            }
        }
    }

    // H.264 §7.3.2.1.1.1
    private void skipScalingList(int entries) throws MalformedNalException {
        long last = 8;
        for (int i = 0; i < entries; i++) {
            long next = (last + in.signed()) & 0xFF;
            if (next == 0) {
                return;
            }
            last = next;
        }
    }

    private void readPictureOrder() throws MalformedNalException {
        pictureOrderType = in.unsigned(2, "pic_order_cnt_type");
        if (pictureOrderType == 0) {
            in.unsigned(12, "log2_max_pic_order_cnt_lsb_minus4");
        } else if (pictureOrderType == 1) {
            in.skip(1); // delta_pic_order_always_zero_flag
            in.signed(); // offset_for_non_ref_pic
            in.signed(); // offset_for_top_to_bottom_field
            int cycle = in.unsigned(255, "num_ref_frames_in_pic_order_cnt_cycle");
            for (int i = 0; i < cycle; i++) {
                in.signed(); // offset_for_ref_frame
            }
        }
    }

    private Size readSize() throws MalformedNalException {
        int width = 16 * (1 + in.unsigned(MAX_MACROBLOCKS - 1, "pic_width_in_mbs_minus1"));
        int mapUnits = 1 + in.unsigned(MAX_MACROBLOCKS - 1, "pic_height_in_map_units_minus1");
        int fields = in.flag() ? 1 : 2; // frame_mbs_only_flag
        int height = 16 * mapUnits * fields;
        if (fields == 2) {
            in.skip(1); // mb_adaptive_frame_field_flag
        }
        in.skip(1); // direct_8x8_inference_flag
        return in.flag() ? cropped(width, height, fields) : new Size(width, height);
    }

    // H.264 §7.4.2.1.1, equations 7-19 to 7-22: cropping counts chroma samples, or luma without
    // chroma.
    private Size cropped(int width, int height, int fields) throws MalformedNalException {
        int format = separatePlanes ? 0 : chromaFormat;
        int unitX = format == CHROMA_420 || format == CHROMA_422 ? 2 : 1;
        int unitY = (format == CHROMA_420 ? 2 : 1) * fields;
        long left = in.unsigned();
        long right = in.unsigned();
        long top = in.unsigned();
        long bottom = in.unsigned();
        long croppedWidth = width - unitX * (left + right);
        long croppedHeight = height - unitY * (top + bottom);
        if (croppedWidth <= 0 || croppedHeight <= 0) {
            throw new MalformedNalException("cropped to nothing");
        }
        return new Size((int) croppedWidth, (int) croppedHeight);
    }

    private int reorderFrames(H264Vui vui) {
        // H.264 §A.2.1: Baseline has no B slices; §8.2.1.3: with type 2 output order is decoding
        // order.
        if (profile == PROFILE_BASELINE || pictureOrderType == 2) {
            return 0;
        }
        if (INTRA_PROFILES.contains(profile) && (constraints & 0x10) != 0) {
            return 0;
        }
        return vui.reorderFrames();
    }
}
