package org.yuanjian.benchmark.fleet.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts an Annex B byte stream into NAL units and these into pictures (ITU-T H.264 and H.265 Annex
/// B). Access unit delimiters, SEI and filler are left out; the fleet adds its own SEI.
final class ByteStream {
    private final boolean h265;
    private final List<List<byte[]>> pictures = new ArrayList<>();
    private List<byte[]> picture = new ArrayList<>();
    private boolean hasSlice;

    private ByteStream(boolean h265) {
        this.h265 = h265;
    }

    /// The NAL units of each picture in decoding order, parameter sets before their picture.
    static List<List<byte[]>> pictures(byte[] stream, boolean h265) {
        ByteStream reader = new ByteStream(h265);
        int start = nextStart(stream, 0);
        while (start < stream.length) {
            int next = nextStart(stream, start);
            int end = next < stream.length ? next - 3 : next;
            while (end > start && stream[end - 1] == 0) {
                end--;
            }
            reader.add(Arrays.copyOfRange(stream, start, end));
            start = next;
        }
        reader.finish();
        return reader.pictures;
    }

    /// The index behind the next start code, or the length if there is none.
    private static int nextStart(byte[] stream, int from) {
        for (int i = from; i + 2 < stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                return i + 3;
            }
        }
        return stream.length;
    }

    private void add(byte[] unit) {
        boolean slice = NalType.isSlice(unit, h265);
        if (!slice && !NalType.isParameterSet(unit, h265)) {
            return;
        }
        boolean first = slice && NalType.isFirstSlice(unit, h265);
        if (hasSlice && (first || !slice)) {
            finish();
        }
        picture.add(unit);
        hasSlice |= slice;
    }

    private void finish() {
        if (hasSlice) {
            pictures.add(picture);
            picture = new ArrayList<>();
            hasSlice = false;
        }
    }
}
