package org.yuanjian.console.edge;

import java.time.Instant;

/// What is known of a call that came before.
///
/// @param digest of what was sent then
/// @param status of the answer; 0 while it runs
/// @param answer sealed; empty where it was too long to keep
record KeptCall(String digest, int status, String answer, Instant at) {}
