package org.yuanjian.camera.health;

import java.time.Duration;
import java.util.Map;

/// How old the last frame of each point is of which a stream is open. Any thread.
@FunctionalInterface
public interface FrameAges {
    /// By the point's code; the youngest where several streams are open.
    Map<String, Duration> ages();
}
