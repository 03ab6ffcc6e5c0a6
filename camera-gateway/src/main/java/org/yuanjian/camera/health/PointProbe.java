package org.yuanjian.camera.health;

import java.util.function.Consumer;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLock;

/// Looks at a point without media. Any thread; calls back once, on whichever thread.
interface PointProbe {
    void probe(CameraAccess camera, DeviceLock lock, Consumer<ProbeResult> done);
}
