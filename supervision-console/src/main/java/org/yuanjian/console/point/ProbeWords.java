package org.yuanjian.console.point;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.registration.ProbeReport;
import org.yuanjian.camera.registration.ProbeStep;
import org.yuanjian.camera.registration.ProfileReport;

/// What was found out about a device, for a terminal: each step, and what to do about the one that
/// failed.
final class ProbeWords {
    private static final String BUNDLE = "org.yuanjian.console.point.probe";

    private final ResourceBundle words = ResourceBundle.getBundle(BUNDLE);

    String of(ProbeReport report) {
        StringBuilder text = new StringBuilder();
        report.steps().forEach(step -> step(text, step));
        for (ProfileReport profile : report.profiles()) {
            MediaProfile stream = profile.profile();
            String size = stream.width() + "×" + stream.height();
            line(
                    text,
                    "profile",
                    stream.name(),
                    stream.codec(),
                    size,
                    String.valueOf(profile.streamUri()));
        }
        report.failure().ifPresent(step -> line(text, advice(step)));
        return text.toString();
    }

    private void step(StringBuilder text, ProbeStep step) {
        String name = words.getString("step." + step.name());
        String detail = step.detail().isEmpty() ? "" : ": " + step.detail();
        line(text, step.ok() ? "good" : "bad", name, step.millis(), detail);
    }

    /// The most fitting one there is.
    private String advice(ProbeStep step) {
        String exact = "advice." + step.name() + "." + step.problem();
        String general = "advice." + step.problem();
        return words.containsKey(exact) ? exact : general;
    }

    private void line(StringBuilder text, String key, Object... values) {
        text.append(new MessageFormat(words.getString(key), Locale.ROOT).format(values))
                .append('\n');
    }
}
