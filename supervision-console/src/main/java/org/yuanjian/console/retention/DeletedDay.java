package org.yuanjian.console.retention;

import java.time.LocalDate;

/// What one node deleted of a class on one day.
///
/// @param key of the class
/// @param count how many
/// @param digest SHA-256, in hex, of their ids in ascending order, one a line; where more than one
///   transaction was needed, the digest before stands in the first line of the next
record DeletedDay(LocalDate day, String key, String node, long count, String digest) {

    /// What the ledger's record of it is about.
    String object() {
        return key + '/' + day + '/' + node;
    }
}
