package org.yuanjian.console.backup;

import java.util.Map;

/// What a backup says of itself.
///
/// @param format 1
/// @param at when it was begun, such as 2026-11-26T01:02:03Z
/// @param database `sqlite` or `postgresql`
/// @param records of the ledger
/// @param sums SHA-256 of each other entry, in hex
/// @param keys SHA-256 of the files with keys that belong to it, in hex
public record Manifest(
        int format,
        String at,
        String database,
        long records,
        Map<String, String> sums,
        Map<String, String> keys) {
    static final int FORMAT = 1;

    public Manifest {
        sums = Map.copyOf(sums);
        keys = Map.copyOf(keys);
    }
}
