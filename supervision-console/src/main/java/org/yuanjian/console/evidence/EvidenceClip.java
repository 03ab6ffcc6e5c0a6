package org.yuanjian.console.evidence;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A clip kept as evidence.
///
/// @param media what of it was recorded; empty while it is
/// @param isLocked whether somebody has said that it stays, whatever becomes of its finding
public record EvidenceClip(String id, State state, Order order, Media media, boolean isLocked) {

    /// One that is not locked.
    public EvidenceClip(String id, State state, Order order, Media media) {
        this(id, state, order, media, false);
    }

    /// How far it is.
    public enum State {
        RECORDING,
        /// Its file is whole and signed, and nothing changes it any more.
        SEALED,
        /// Nothing could be recorded; there is no file.
        FAILED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// What was asked for.
    ///
    /// @param pointName the point's name at that time
    /// @param stream its name at the point
    /// @param account id of who ordered it
    /// @param purpose why they looked, as the ledger names it
    /// @param reference the finding it belongs to, as people write its number
    /// @param node that records it
    public record Order(
            String point,
            String pointName,
            String stream,
            String account,
            String purpose,
            String reference,
            String node,
            Instant ordered) {}

    /// What is in the file.
    ///
    /// @param ended why it goes on no longer, as a key; empty while it does
    /// @param first when its first picture arrived, by the server's clock; null for none
    /// @param bytes without the manifest
    /// @param sha256 of these bytes, in hexadecimal digits
    public record Media(
            String ended,
            @Nullable Instant first,
            @Nullable Instant last,
            long bytes,
            String sha256) {
        public static final Media NONE = new Media("", null, null, 0, "");
    }

    EvidenceClip ended(State reached, Media recorded) {
        return new EvidenceClip(id, reached, order, recorded, isLocked);
    }
}
