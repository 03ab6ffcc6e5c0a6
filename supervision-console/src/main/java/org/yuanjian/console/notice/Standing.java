package org.yuanjian.console.notice;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.yuanjian.console.account.Person;

/// What stands until it changes, told to open pages on the same stream as notices. Any thread.
public interface Standing {
    /// Begins for one reader.
    Told begin();

    /// What one reader was told; its own thread asks about once a second.
    interface Told {
        /// What is new to this person since the last time; the first time all of it.
        List<Event> next(Person person);

        /// Asks another at once, and then no sooner than so long after it was asked last.
        static Told every(Duration pause, InstantSource clock, Told other) {
            return new Told() {
                private Instant due = Instant.MIN;

                @Override
                public List<Event> next(Person person) {
                    Instant now = clock.instant();
                    if (now.isBefore(due)) {
                        return List.of();
                    }
                    due = now.plus(pause);
                    return other.next(person);
                }
            };
        }
    }

    /// @param data is written as JSON
    record Event(String name, Object data) {}
}
