package org.yuanjian.console.setting;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How faces are compared, under `yuanjian.face.`.
///
/// @param manifest the file that pins the models
/// @param workers threads of the verifier, each with its own models; 0: one a core, two at most
/// @param patience how long one picture may take
/// @param sameFrom cosine from which the same person is suggested; null: that of the model's card
/// @param differentBelow cosine below which different people are suggested; null: that of the card
public record VerifierSettings(
        @DefaultValue("config/face-models.properties") Path manifest,
        @DefaultValue("0") int workers,
        @DefaultValue("10s") Duration patience,
        @Nullable Double sameFrom,
        @Nullable Double differentBelow) {

    public VerifierSettings {
        Limits.check("yuanjian.face.workers", workers, 0, 16);
        Limits.check("yuanjian.face.patience", patience, "1s", "60s");
        if ((sameFrom == null) != (differentBelow == null)) {
            throw new IllegalArgumentException(
                    "yuanjian.face.same-from and different-below stand together or not at all");
        }
        if (sameFrom != null
                && differentBelow != null
                && !(differentBelow >= -1 && differentBelow <= sameFrom && sameFrom <= 1)) {
            throw new IllegalArgumentException(
                    "yuanjian.face: -1 <= different-below <= same-from <= 1");
        }
    }
}
