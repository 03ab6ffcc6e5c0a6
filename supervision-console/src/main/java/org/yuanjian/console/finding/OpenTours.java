package org.yuanjian.console.finding;

/// Which tours findings may belong to. Any thread.
@FunctionalInterface
public interface OpenTours {
    /// Whether this is a tour of that account to that point, and not signed yet.
    ///
    /// @param run id
    boolean isOpen(String run, String account, String point);
}
