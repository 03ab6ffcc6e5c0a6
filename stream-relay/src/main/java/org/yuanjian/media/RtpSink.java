package org.yuanjian.media;

import java.util.List;

/// Takes a stream's packets as they come.
///
/// All calls come on one event loop: first [#onTracks], then bursts. [#onTracks] comes again when
/// the camera changes its formats; what follows is in the new ones. A burst is borrowed for the
/// call. No call may block or throw.
public interface RtpSink {
    /// @param tracks the stream's tracks; the index in this list is the track number of bursts and
    ///   access units
    void onTracks(List<TrackFormat> tracks);

    void onBurst(RtpBurst burst);
}
