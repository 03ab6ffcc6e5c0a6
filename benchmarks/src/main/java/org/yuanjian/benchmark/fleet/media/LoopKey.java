package org.yuanjian.benchmark.fleet.media;

import java.util.Locale;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.Place;

/// Names one loop: what is seen, how, and how it is coded.
public record LoopKey(Place place, Look look, PictureSize size, Coding coding) {

    /// Where nothing of a place is seen, all places look the same.
    public LoopKey {
        if (look == Look.BLACK || look == Look.COVERED) {
            place = Place.COUNTER;
        }
    }

    /// How the pictures are coded.
    public enum Coding {
        H264,
        H264_B_FRAMES,
        H265
    }

    /// The loop of a place as it is.
    public static LoopKey clear(Place place, PictureSize size, Coding coding) {
        return new LoopKey(place, Look.CLEAR, size, coding);
    }

    /// Name of its file without extension.
    String fileName() {
        String name = place + "-" + look + "-" + size + "-" + coding;
        return name.toLowerCase(Locale.ROOT);
    }
}
