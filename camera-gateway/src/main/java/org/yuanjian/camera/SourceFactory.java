package org.yuanjian.camera;

import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

/// Makes the source that pulls one stream of a camera.
@FunctionalInterface
public interface SourceFactory {
    /// A new, unstarted source. Must not block.
    ///
    /// @param path the stream's path at the camera, with its leading slash
    /// @param lock shared by all sources of this device; a refusal goes there and stops them all
    StreamSource source(StreamId id, CameraAccess access, String path, DeviceLock lock);
}
