package org.yuanjian.console.finding;

import java.time.Instant;
import java.util.Optional;
import org.yuanjian.console.account.Person;

/// Which findings others may refer to. Any thread.
public interface KnownFindings {
    /// Whether there is such a finding of that point, and this person may know of it.
    ///
    /// @param name such as `Q-1188`
    boolean isKnown(Person person, String name, String point);

    /// When the finding of that name was closed; empty if it is not, or there is none.
    Optional<Instant> closed(String name);
}
