package org.yuanjian.camera.onvif;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What a device taught us, kept so that it is not learned again at every call. A value; the owner
/// of the device stores it as text.
///
/// @param signIn how requests are signed in
/// @param style how envelopes are sent
/// @param clockOffset the device's clock less ours; null while it was never read
/// @param unanswered operations it does not know, as `prefix:Operation`
record DeviceQuirks(
        SignIn signIn, SoapStyle style, @Nullable Duration clockOffset, Set<String> unanswered) {
    static final DeviceQuirks NONE =
            new DeviceQuirks(SignIn.UNKNOWN, SoapStyle.SOAP_1_2, null, Set.of());

    private static final int MAX_UNANSWERED = 64;

    DeviceQuirks {
        unanswered = Set.copyOf(unanswered);
    }

    DeviceQuirks with(SignIn known) {
        return new DeviceQuirks(known, style, clockOffset, unanswered);
    }

    DeviceQuirks with(SoapStyle known) {
        return new DeviceQuirks(signIn, known, clockOffset, unanswered);
    }

    DeviceQuirks with(Duration offset) {
        return new DeviceQuirks(signIn, style, offset, unanswered);
    }

    DeviceQuirks without(String operation) {
        Set<String> more = new TreeSet<>(unanswered);
        if (more.size() < MAX_UNANSWERED) {
            more.add(operation);
        }
        return new DeviceQuirks(signIn, style, clockOffset, more);
    }

    Optional<Duration> offset() {
        return Optional.ofNullable(clockOffset);
    }
}
