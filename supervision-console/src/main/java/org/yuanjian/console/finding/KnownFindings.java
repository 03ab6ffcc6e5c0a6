package org.yuanjian.console.finding;

import org.yuanjian.console.account.Person;

/// Which findings others may refer to. Any thread.
@FunctionalInterface
public interface KnownFindings {
    /// Whether there is such a finding of that point, and this person may know of it.
    ///
    /// @param name such as `Q-1188`
    boolean isKnown(Person person, String name, String point);
}
