package org.yuanjian.camera.registration;

/// One step of looking at a device.
///
/// @param ok whether it brought what the next ones need
/// @param millis how long it took
/// @param problem why not; [Problem#NONE] if it went well
/// @param detail what was found, or the device's own words; without credentials
public record ProbeStep(Name name, boolean ok, long millis, Problem problem, String detail) {

    /// The steps, in their order.
    public enum Name {
        REACH,
        CLOCK,
        SIGN_IN,
        SERVICES,
        PROFILES,
        STREAM_URI,
        KEY_FRAME,
        SNAPSHOT
    }

    /// What went wrong. What to do about it follows from the step and this.
    public enum Problem {
        NONE,
        /// Its address is outside the networks where cameras may be.
        NOT_ALLOWED,
        UNREACHABLE,
        TIMEOUT,
        /// The credentials were refused, or some are wanted; not tried again until they change.
        REFUSED,
        /// It does not know the operation.
        NOT_SUPPORTED,
        FAULT,
        /// Its answer could not be read.
        MALFORMED,
        /// It offers no video.
        NO_VIDEO,
        /// Connected, but no key frame came.
        NO_KEY_FRAME,
        /// A point wants a channel that it does not have.
        NO_CHANNEL,
        /// Its password is kept, but cannot be opened.
        NO_PASSWORD
    }
}
