package org.yuanjian.console.ticket;

import java.time.Instant;

/// A purpose that holds for a time.
///
/// @param until the instant from which it holds no longer
public record SetPurpose(Purpose purpose, Instant since, Instant until) {}
