package org.yuanjian.console.point;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.DeviceInformation;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.onvif.OnvifService;
import org.yuanjian.camera.registration.ProbeReport;
import org.yuanjian.camera.registration.ProbeStep;
import org.yuanjian.camera.registration.ProfileReport;

/// What was found out about a device, as JSON has it (docs/api.md).
///
/// @param device null if it did not say what it is
/// @param clockSkewSeconds how far its clock is ahead; null if it did not tell the time
/// @param auth `unknown`, `token` or `http`
record ProbeView(
        List<Step> steps,
        @Nullable Device device,
        List<String> services,
        List<Profile> profiles,
        @Nullable Long clockSkewSeconds,
        String auth) {

    /// @param problem `none` if it went well
    record Step(String name, boolean ok, long millis, String problem, String detail) {}

    record Device(String manufacturer, String model, String firmware, String serial) {}

    /// Addresses are null where the device did not tell them.
    record Profile(
            String token,
            String name,
            String codec,
            int width,
            int height,
            int fps,
            @Nullable String streamUri,
            @Nullable String snapshotUri,
            boolean ptz) {}

    static ProbeView of(ProbeReport report) {
        return new ProbeView(
                report.steps().stream().map(ProbeView::step).toList(),
                report.device().map(ProbeView::device).orElse(null),
                report.services().stream().map(OnvifService::namespace).toList(),
                report.profiles().stream().map(ProbeView::profile).toList(),
                report.clock().map(clock -> clock.offset().toSeconds()).orElse(null),
                Words.of(report.auth()));
    }

    private static Step step(ProbeStep step) {
        return new Step(
                Words.of(step.name()),
                step.ok(),
                step.millis(),
                Words.of(step.problem()),
                step.detail());
    }

    private static Device device(DeviceInformation known) {
        return new Device(known.manufacturer(), known.model(), known.firmware(), known.serial());
    }

    private static Profile profile(ProfileReport report) {
        MediaProfile profile = report.profile();
        return new Profile(
                profile.token(),
                profile.name(),
                profile.codec(),
                profile.width(),
                profile.height(),
                profile.fps(),
                text(report.streamUri()),
                text(report.snapshotUri()),
                profile.ptz());
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
