package org.yuanjian.console.notice;

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
    }

    /// @param data is written as JSON
    record Event(String name, Object data) {}
}
