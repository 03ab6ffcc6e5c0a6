package org.yuanjian.console.access;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A right given or withheld beside the role, at a place and for a time.
///
/// @param account id; empty for everybody
/// @param allows whether it gives the right, or takes it
/// @param until from when it counts no more
/// @param cause why it is there
/// @param words what who gave it wrote
/// @param grantedBy id of an account
/// @param revoked null while it stands
public record Grant(
        String id,
        String account,
        Right right,
        boolean allows,
        Place place,
        Instant from,
        Instant until,
        Cause cause,
        String words,
        String grantedBy,
        @Nullable Instant revoked) {

    /// What a grant comes from.
    public enum Cause {
        GIVEN,
        RESTRICTION,
        BREAK_GLASS;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where it counts.
    ///
    /// @param id code of a region or point, id of a site or group
    public record Place(Kind kind, String id) {

        /// What can be named.
        public enum Kind {
            REGION,
            SITE,
            GROUP,
            POINT;

            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }

            public static Optional<Kind> of(String key) {
                for (Kind kind : values()) {
                    if (kind.key().equals(key)) {
                        return Optional.of(kind);
                    }
                }
                return Optional.empty();
            }
        }
    }

    boolean counts(Instant now) {
        return revoked == null && !now.isBefore(from) && now.isBefore(until);
    }
}
