package org.yuanjian.relay.record;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.yuanjian.media.StreamId;

/// What a clip is to hold.
///
/// @param file must not exist; its folder must
/// @param ordered when somebody asked for it, by the server's clock
/// @param before how much of what came before; the clip begins with the key frame before that
/// @param after how long it goes on after the order
public record ClipOrder(
        StreamId stream, Path file, Instant ordered, Duration before, Duration after) {}
