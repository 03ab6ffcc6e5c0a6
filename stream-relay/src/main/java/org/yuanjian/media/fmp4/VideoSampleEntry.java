package org.yuanjian.media.fmp4;

import java.util.List;
import java.util.Optional;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.MalformedNalException;
import org.yuanjian.media.nal.NalUnit;
import org.yuanjian.media.nal.SequenceParameterSet;

/// `avc1` and `hvc1`: the parameter sets stand here and nowhere else (ISO/IEC 14496-15 §5.4.2,
/// §8.4.1).
///
/// @param sets the track's parameter sets, none empty
record VideoSampleEntry(SequenceParameterSet sps, List<byte[]> sets) implements SampleEntry {
    private static final int MAX_SETS = 31;
    private static final int MIN_SET_BYTES = 3;
    private static final int GENERAL_PROFILE_BYTES = 12;
    private static final int MAX_16_BIT = 0xFFFF;

    /// Empty until every kind of set is known that a decoder needs.
    static Optional<VideoSampleEntry> of(TrackFormat format) {
        Codec codec = format.codec();
        List<byte[]> sets =
                format.parameterSets().stream()
                        .filter(set -> set.length >= MIN_SET_BYTES && set.length <= MAX_16_BIT)
                        .filter(set -> NalUnit.isParameterSet(codec, NalUnit.type(codec, set[0])))
                        .filter(set -> !isSps(codec, set) || isReadable(codec, set))
                        .limit(MAX_SETS)
                        .toList();
        long kinds = sets.stream().map(set -> NalUnit.type(codec, set[0])).distinct().count();
        return kinds < (codec == Codec.H265 ? 3 : 2)
                ? Optional.empty()
                : SequenceParameterSet.of(format.withParameterSets(sets))
                        .map(sps -> new VideoSampleEntry(sps, sets));
    }

    private static boolean isSps(Codec codec, byte[] set) {
        return NalUnit.isSequenceParameterSet(codec, NalUnit.type(codec, set[0]));
    }

    private static boolean isReadable(Codec codec, byte[] set) {
        try {
            SequenceParameterSet.parse(codec, set);
            return true;
        } catch (MalformedNalException e) {
            return false;
        }
    }

    @Override
    public String codecString() {
        return sps.codecString();
    }

    @Override
    public int timescale() {
        return TrackFormat.VIDEO_CLOCK_RATE;
    }

    @Override
    public int width() {
        return sps.width();
    }

    @Override
    public int height() {
        return sps.height();
    }

    @Override
    public void writeTo(BoxWriter boxes) {
        boolean h265 = sps.codec() == Codec.H265;
        boxes.box(
                h265 ? "hvc1" : "avc1",
                () -> {
                    boxes.zeros(6).u16(1).zeros(16);
                    boxes.u16(width()).u16(height());
                    boxes.u32(0x00480000).u32(0x00480000).u32(0); // 72 dpi
                    boxes.u16(1).zeros(32).u16(0x0018).u16(-1); // frame_count, name, depth
                    if (h265) {
                        boxes.box("hvcC", () -> writeHvcC(boxes));
                    } else {
                        boxes.box("avcC", () -> writeAvcC(boxes));
                    }
                });
    }

    // ISO/IEC 14496-15 §5.3.3.1
    private void writeAvcC(BoxWriter boxes) {
        List<byte[]> spsSets = ofType(NalUnit.H264_SPS);
        List<byte[]> ppsSets = ofType(NalUnit.H264_PPS);
        byte[] first = spsSets.getFirst();
        boxes.u8(1).u8(first[1]).u8(first[2]).u8(first[3]).u8(0xFF); // four length bytes
        boxes.u8(0xE0 | spsSets.size());
        spsSets.forEach(set -> boxes.u16(set.length).bytes(set));
        boxes.u8(ppsSets.size());
        ppsSets.forEach(set -> boxes.u16(set.length).bytes(set));
        if (hasHighFields(first[1] & 0xFF)) {
            boxes.u8(0xFC | sps.sampling().chromaFormat());
            boxes.u8(0xF8 | (sps.sampling().lumaBits() - 8));
            boxes.u8(0xF8 | (sps.sampling().chromaBits() - 8));
            boxes.u8(0);
        }
    }

    private static boolean hasHighFields(int profile) {
        return profile == 100 || profile == 110 || profile == 122 || profile == 144;
    }

    // ISO/IEC 14496-15 §8.3.3.1
    private void writeHvcC(BoxWriter boxes) {
        byte[] payload = NalUnit.of(Codec.H265, ofType(NalUnit.H265_SPS).getFirst()).payload();
        int layers = 1 + (payload[0] >> 1 & 0x07);
        int nested = payload[0] & 0x01;
        boxes.u8(1);
        // H.265 §7.3.3: the general profile stands behind the first byte in the SPS as it does
        // here.
        for (int i = 1; i <= GENERAL_PROFILE_BYTES; i++) {
            boxes.u8(payload[i]);
        }
        boxes.u16(0xF000).u8(0xFC); // no spatial segmentation, parallelism unknown
        boxes.u8(0xFC | sps.sampling().chromaFormat());
        boxes.u8(0xF8 | (sps.sampling().lumaBits() - 8));
        boxes.u8(0xF8 | (sps.sampling().chromaBits() - 8));
        boxes.u16(0).u8(layers << 3 | nested << 2 | 3); // four length bytes
        boxes.u8(3);
        for (int type = NalUnit.H265_VPS; type <= NalUnit.H265_PPS; type++) {
            List<byte[]> ofType = ofType(type);
            boxes.u8(0x80 | type).u16(ofType.size());
            ofType.forEach(set -> boxes.u16(set.length).bytes(set));
        }
    }

    private List<byte[]> ofType(int type) {
        return sets.stream().filter(set -> NalUnit.type(sps.codec(), set[0]) == type).toList();
    }
}
