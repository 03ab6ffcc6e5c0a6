package org.yuanjian.camera.registration;

import java.util.List;
import java.util.Optional;
import org.yuanjian.camera.onvif.DeviceClock;
import org.yuanjian.camera.onvif.DeviceInformation;
import org.yuanjian.camera.onvif.OnvifService;
import org.yuanjian.camera.onvif.SignIn;

/// What was found out about a device, as far as it went.
///
/// @param steps those that were taken; the last one failed if the device cannot be used
/// @param profiles the largest picture first
public record ProbeReport(
        List<ProbeStep> steps,
        Optional<DeviceInformation> device,
        Optional<DeviceClock> clock,
        List<OnvifService> services,
        List<ProfileReport> profiles,
        SignIn auth) {

    /// Whether the device can be watched: a key frame came.
    public boolean isUsable() {
        return steps.stream()
                .anyMatch(step -> step.name() == ProbeStep.Name.KEY_FRAME && step.ok());
    }

    /// The step that stopped it; empty if none did.
    public Optional<ProbeStep> failure() {
        return isUsable()
                ? Optional.empty()
                : steps.stream().filter(step -> !step.ok()).reduce((_, last) -> last);
    }
}
