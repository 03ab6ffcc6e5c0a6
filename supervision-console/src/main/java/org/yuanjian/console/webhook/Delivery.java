package org.yuanjian.console.webhook;

import java.time.Instant;
import java.util.Locale;

/// One notice on its way to one webhook.
///
/// @param notice its id, which is the message's id as well
/// @param attempts so far
/// @param due when it is tried next
/// @param status of the last answer; 0 for none
/// @param problem why the last attempt failed; empty if it did not
record Delivery(
        String webhook,
        String notice,
        State state,
        int attempts,
        Instant due,
        int status,
        String problem,
        Instant changed) {

    /// How far it has come.
    enum State {
        WAITING,
        SENT,
        DEAD;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }
}
