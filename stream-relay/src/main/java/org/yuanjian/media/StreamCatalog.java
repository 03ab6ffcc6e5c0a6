package org.yuanjian.media;

import java.util.List;
import java.util.Optional;

/// Knows which streams exist and makes their sources. Implemented by what registers cameras; called
/// by the relay.
public interface StreamCatalog {
    /// A new, unstarted source of the stream, or empty if there is no such stream. Cheap; does not
    /// block.
    Optional<StreamSource> open(StreamId id);

    /// All streams of a point, the best picture first; empty for an unknown point.
    List<StreamId> streams(String point);

    /// The same stream as H.264 without B-frames, which every browser plays, if somebody turns it;
    /// it costs much of a processor, so it is the last to ask for.
    default Optional<StreamId> turned(StreamId id) {
        return Optional.empty();
    }
}
