package org.yuanjian.media;

import java.util.List;

/// Takes a stream as access units, put together once per stream for all who need them.
///
/// All calls come on the stream's event loop: first [#onTracks] with parameter sets in place, then
/// access units in decoding order, starting with a key frame. An access unit is borrowed for the
/// call. No call may block or throw; who needs long hands over to a thread of its own through a
/// bounded queue.
public interface AccessUnitSink {
    void onTracks(List<TrackFormat> tracks);

    void onAccessUnit(AccessUnit unit);

    /// The stream is lost at present, or cannot be had; access units may come again, beginning with
    /// a key frame.
    default void onFault(StreamFault fault) {}
}
