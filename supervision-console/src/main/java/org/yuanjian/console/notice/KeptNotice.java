package org.yuanjian.console.notice;

import java.time.Instant;

/// A notice as it was kept.
///
/// @param id grows from notice to notice, over all nodes; the cursor of readers
public record KeptNotice(String id, Instant at, Notice notice) {}
