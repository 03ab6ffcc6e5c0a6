package org.yuanjian.relay.record;

import java.util.Locale;

/// How a clip ended, and what of it is on the disk.
///
/// @param lost packets, access units and bursts that did not get into it: lost on the way from the
///   camera, malformed, or dropped as the disk could not keep up
/// @param leftOut encoding names of tracks that no fragment can carry, by commas
public record ClipEnd(Why why, RecordIndex index, long lost, String leftOut) {

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
