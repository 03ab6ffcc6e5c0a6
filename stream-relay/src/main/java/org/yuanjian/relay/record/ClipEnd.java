package org.yuanjian.relay.record;

import java.util.Locale;

/// How a clip ended, and what of it is on the disk.
///
/// @param lost packets, access units and bursts that did not get into it: lost on the way from the
///   camera, malformed, or dropped as the disk could not keep up
/// @param sound what became of it
public record ClipEnd(Why why, RecordIndex index, long lost, Sound sound) {

    /// What became of the sound, as encoding names of its tracks, by commas.
    ///
    /// @param turnedIntoOpus those that are in it as Opus and came as something else
    /// @param leftOut those that are not in it: none came at its beginning, or they could not be
    ///   turned; of one that is named here and there a part is in it
    public record Sound(String turnedIntoOpus, String leftOut) {
        /// Nothing is known of any.
        public static final Sound NONE = new Sound("", "");
    }

    /// Why a clip goes on no longer.
    public enum Why {
        /// It is as long as was asked for.
        COMPLETE,
        /// Until its end no key frame came.
        NOTHING_CAME,
        /// The stream was lost.
        CAMERA_GONE,
        /// The camera sends something else now.
        PARAMETERS_CHANGED,
        /// No track that fragments can carry.
        UNPLAYABLE,
        /// The disk took no more.
        DISK,
        /// It grew as large as a clip may.
        SIZE,
        /// The gateway was stopped.
        STOPPED,
        /// The gateway ended in the midst of it, and it was completed at the next start.
        BROKEN_OFF,
        /// An error of ours.
        FAILED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
