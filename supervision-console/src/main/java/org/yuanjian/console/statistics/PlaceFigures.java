package org.yuanjian.console.statistics;

import org.jspecify.annotations.Nullable;

/// How one place fared in some days.
///
/// @param key code of a region or id of a site
/// @param share of the time in which its points could be watched; null where no time counts
/// @param looked share of its points that somebody saw, on the average of the days; null without
///   points
/// @param raised findings raised in these days
/// @param closed those of them that are closed
/// @param open all that are not closed
/// @param overdue those of them with which the office is late
/// @param onTime share of those raised and closed with which it was never late; null for none
record PlaceFigures(
        String key,
        String name,
        int points,
        @Nullable Double share,
        @Nullable Double looked,
        int raised,
        int closed,
        int open,
        int overdue,
        @Nullable Double onTime) {}
