package org.yuanjian.face;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How faces are verified.
///
/// @param models folder of the models
/// @param manifest the file that pins them
/// @param natives folder where native libraries are unpacked
/// @param workers threads, each with its own instance of the models
/// @param patience how long one picture may take
/// @param thresholds of the site; empty: those of the model's card
public record FaceSettings(
        Path models,
        Path manifest,
        Path natives,
        int workers,
        Duration patience,
        Optional<FaceThresholds> thresholds) {

    public FaceSettings {
        if (workers < 1) {
            throw new IllegalArgumentException("faces are read by one thread at least");
        }
    }
}
