package org.yuanjian.media.nal;

import java.util.Locale;
import org.yuanjian.media.Codec;
import org.yuanjian.media.nal.SequenceParameterSet.Sampling;
import org.yuanjian.media.nal.SequenceParameterSet.Size;

/// Reads the sequence parameter set of H.265 up to its reordering depth (H.265 §7.3.2.2.1).
///
/// The frame rate stands behind the reference picture sets, in the VUI, and is not read.
final class H265SpsReader {
    private static final int MAX_SAMPLES = 16_384;
    private static final int CONSTRAINT_BYTES = 6;
    private static final int CHROMA_444 = 3;

    private final BitReader in;

    H265SpsReader(byte[] payload) {
        this.in = new BitReader(payload);
    }

    SequenceParameterSet read() throws MalformedNalException {
        in.skip(4); // sps_video_parameter_set_id
        int subLayers = (int) in.bits(3); // sps_max_sub_layers_minus1
        if (subLayers > 6) {
            throw new MalformedNalException("sps_max_sub_layers_minus1 above 6");
        }
        in.skip(1); // sps_temporal_id_nesting_flag
        String codecString = readProfileTierLevel(subLayers);
        in.unsigned(15, "sps_seq_parameter_set_id");
        int chromaFormat = in.unsigned(CHROMA_444, "chroma_format_idc");
        boolean separatePlanes = chromaFormat == CHROMA_444 && in.flag();
        Size size = readSize(separatePlanes ? 0 : chromaFormat);
        int lumaBits = 8 + in.unsigned(8, "bit_depth_luma_minus8");
        int chromaBits = 8 + in.unsigned(8, "bit_depth_chroma_minus8");
        in.unsigned(12, "log2_max_pic_order_cnt_lsb_minus4");
        return new SequenceParameterSet(
                Codec.H265,
                codecString,
                size,
                new Sampling(chromaFormat, lumaBits, chromaBits),
                0,
                readReorderFrames(subLayers));
    }

    // H.265 §7.3.3; the string is ISO/IEC 14496-15 §E.3.
    private String readProfileTierLevel(int subLayers) throws MalformedNalException {
        int space = (int) in.bits(2);
        boolean highTier = in.flag();
        int profile = (int) in.bits(5);
        int compatibility = Integer.reverse((int) in.bits(32));
        StringBuilder text = new StringBuilder("hvc1.");
        text.append(space == 0 ? "" : String.valueOf((char) ('A' + space - 1)));
        text.append(profile).append('.').append(Integer.toHexString(compatibility));
        String constraints = readConstraints();
        text.append('.').append(highTier ? 'H' : 'L').append(in.bits(8)).append(constraints);
        skipSubLayers(subLayers);
        return text.toString();
    }

    private String readConstraints() throws MalformedNalException {
        StringBuilder text = new StringBuilder();
        int kept = 0;
        for (int i = 0; i < CONSTRAINT_BYTES; i++) {
            int constraint = (int) in.bits(8);
            text.append('.').append(Integer.toHexString(constraint).toUpperCase(Locale.ROOT));
            if (constraint != 0) {
                kept = text.length();
            }
        }
        text.setLength(kept);
        return text.toString();
    }

    private void skipSubLayers(int subLayers) throws MalformedNalException {
        boolean[] profilePresent = new boolean[subLayers];
        boolean[] levelPresent = new boolean[subLayers];
        for (int i = 0; i < subLayers; i++) {
            profilePresent[i] = in.flag();
            levelPresent[i] = in.flag();
        }
        if (subLayers > 0) {
            in.skip(2 * (8 - subLayers)); // reserved_zero_2bits
        }
        for (int i = 0; i < subLayers; i++) {
            in.skip((profilePresent[i] ? 88 : 0) + (levelPresent[i] ? 8 : 0));
        }
    }

    private Size readSize(int chromaFormat) throws MalformedNalException {
        long width = in.unsigned(MAX_SAMPLES, "pic_width_in_luma_samples");
        long height = in.unsigned(MAX_SAMPLES, "pic_height_in_luma_samples");
        if (in.flag()) {
            // H.265 §7.4.3.2.1: the window counts chroma samples.
            int unitX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1;
            int unitY = chromaFormat == 1 ? 2 : 1;
            long left = in.unsigned();
            long right = in.unsigned();
            long top = in.unsigned();
            long bottom = in.unsigned();
            width -= unitX * (left + right);
            height -= unitY * (top + bottom);
        }
        if (width <= 0 || height <= 0) {
            throw new MalformedNalException("a picture without samples");
        }
        return new Size((int) width, (int) height);
    }

    private int readReorderFrames(int subLayers) throws MalformedNalException {
        boolean allLayers = in.flag(); // sps_sub_layer_ordering_info_present_flag
        int reorder = 0;
        for (int i = allLayers ? 0 : subLayers; i <= subLayers; i++) {
            in.unsigned(15, "sps_max_dec_pic_buffering_minus1");
            reorder = in.unsigned(15, "sps_max_num_reorder_pics");
            in.unsigned(); // sps_max_latency_increase_plus1
        }
        return reorder;
    }
}
