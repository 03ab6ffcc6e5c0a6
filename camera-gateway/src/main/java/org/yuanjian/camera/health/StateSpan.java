package org.yuanjian.camera.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a point was for a time.
///
/// @param condition and when it began
/// @param to when it ended; null while it lasts
public record StateSpan(String point, PointCondition condition, @Nullable Instant to) {}
