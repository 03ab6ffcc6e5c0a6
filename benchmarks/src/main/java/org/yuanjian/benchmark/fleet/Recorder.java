package org.yuanjian.benchmark.fleet;

import java.util.stream.IntStream;

/// Which cameras hang on a recorder: four recorders carry 64 each, known by number alone, so that
/// every fleet is the same. Their streams, their ONVIF and their account are the recorder's, at the
/// address of its first camera.
final class Recorder {
    static final int CHANNELS = 64;

    /// Far enough in that small fleets have none, and of four dialects.
    private static final int[] FIRST = {1001, 1104, 1206, 1309};

    private Recorder() {}

    /// The first camera of the recorder on which a camera hangs; the camera itself if it stands
    /// alone.
    static int first(int number) {
        return IntStream.of(FIRST)
                .filter(first -> number >= first && number < first + CHANNELS)
                .findFirst()
                .orElse(number);
    }

    /// The channel of a camera, from 1; 0 if it stands alone.
    static int channel(int number) {
        return IntStream.of(FIRST)
                .filter(first -> number >= first && number < first + CHANNELS)
                .map(first -> number - first + 1)
                .findFirst()
                .orElse(0);
    }
}
