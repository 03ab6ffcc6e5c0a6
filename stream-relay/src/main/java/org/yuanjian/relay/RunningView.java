package org.yuanjian.relay;

import java.time.Instant;

/// A view that is open now.
///
/// @param ticket what opened it
/// @param since when
public record RunningView(PlayTicket ticket, Instant since) {}
