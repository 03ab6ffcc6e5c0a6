package org.yuanjian.camera.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registration.ProbeStep.Problem;

/// How it went when a device was looked at.
///
/// @param device its id
/// @param step the last one that was taken
/// @param problem why it is not registered; [Problem#NONE] if it is
/// @param detail the device's own words, without credentials
/// @param skewSeconds how far its clock is ahead; null if it did not tell the time
public record RegistrationOutcome(
        String device,
        ProbeStep.Name step,
        Problem problem,
        String detail,
        @Nullable Long skewSeconds,
        Instant tried) {

    public boolean isRegistered() {
        return problem == Problem.NONE;
    }
}
