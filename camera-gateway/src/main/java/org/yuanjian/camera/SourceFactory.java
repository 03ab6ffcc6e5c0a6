package org.yuanjian.camera;

import java.util.Optional;
import java.util.function.Supplier;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

/// Makes the source that pulls one stream of a camera.
@FunctionalInterface
public interface SourceFactory {
    /// A new, unstarted source. Must not block.
    ///
    /// @param access how the stream is reached, to be asked at each dial; empty once the list of
    ///   cameras has it no longer. Does not block
    StreamSource source(StreamId id, Supplier<Optional<StreamAccess>> access);
}
