package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Something that was found wrong at a point and is to be put right.
///
/// @param id made by us
/// @param number people speak of it by
/// @param where as the point stood when it was raised
/// @param words what was seen, in the words of who raised it; may be empty
/// @param run id of the tour it was raised in; empty for none
/// @param raisedBy id of an account
/// @param due until when it is to be put right
/// @param changed when its state was last changed
/// @param wasLate whether its office was late with it
public record Finding(
        String id,
        long number,
        Where where,
        Kind kind,
        String words,
        State state,
        String run,
        String raisedBy,
        Instant raised,
        Instant due,
        Instant changed,
        boolean wasLate) {

    private static final Pattern NUMBER = Pattern.compile("Q-([1-9][0-9]{0,11})");

    /// @param point its code
    /// @param site id of the point's site
    /// @param region code of the site's region
    public record Where(String point, String site, String region) {}

    /// What can be wrong.
    public enum Kind {
        FROZEN,
        BLURRED,
        COVERED,
        MOVED,
        DARK,
        OFFLINE,
        PASSWORD,
        UNMANNED,
        SIGN,
        BLOCKED,
        DISORDER,
        OTHER;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String key) {
            return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
        }
    }

    /// How far it has come.
    public enum State {
        RAISED,
        /// The office knows of it.
        ACCEPTED,
        /// The office says it is put right.
        ANSWERED,
        /// It is not.
        RETURNED,
        CLOSED;

        static final Set<State> OPEN = Set.of(RAISED, ACCEPTED, ANSWERED, RETURNED);

        /// Those in which the office has to do something.
        static final Set<State> WITH_OFFICE = Set.of(RAISED, ACCEPTED, RETURNED);

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /// As people write the number: `Q-1188`.
    public String name() {
        return name(number);
    }

    static String name(long number) {
        return "Q-" + number;
    }

    /// The number of such a name; empty for any other text.
    static Optional<Long> number(String name) {
        Matcher matcher = NUMBER.matcher(name);
        return matcher.matches() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    /// When it was closed; empty unless it is.
    Optional<Instant> closed() {
        return state == State.CLOSED ? Optional.of(changed) : Optional.empty();
    }

    /// Whether the office is late with it.
    public boolean isOverdue(Instant now) {
        return State.WITH_OFFICE.contains(state) && due.isBefore(now);
    }
}
