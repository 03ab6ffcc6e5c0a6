package org.yuanjian.console.face;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.VerifierSettings;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.face.FaceSettings;
import org.yuanjian.face.FaceThresholds;
import org.yuanjian.face.FaceVerifier;

/// Joins the verifier and what is kept of faces. Nothing of it runs before the first comparison.
@Configuration(proxyBeanMethods = false)
class FaceConfiguration {
    private static final int MOST_WORKERS = 2;

    @Bean
    FaceVerifier faceVerifier(YuanjianSettings settings, DataFolder folder) {
        VerifierSettings face = settings.face();
        int cores = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
        return new FaceVerifier(
                new FaceSettings(
                        settings.models(),
                        face.manifest(),
                        folder.path("natives"),
                        face.workers() == 0 ? cores : face.workers(),
                        face.patience(),
                        thresholds(face)));
    }

    private static Optional<FaceThresholds> thresholds(VerifierSettings face) {
        Double same = face.sameFrom();
        Double different = face.differentBelow();
        return same == null || different == null
                ? Optional.empty()
                : Optional.of(new FaceThresholds(same, different));
    }

    @Bean
    PresenceRuns presenceRuns(InstantSource clock) {
        return new PresenceRuns(new SecureRandom(), clock);
    }

    @Bean
    FaceTemplateStore faceTemplateStore(SqlStore sql) {
        return new FaceTemplateStore(sql);
    }
}
