package org.yuanjian.relay.transcode;

import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Turns the access units of one track into those of another codec. One thread at a time; may take
/// milliseconds.
interface AudioTranscoder extends AutoCloseable {
    /// @param unit borrowed
    /// @return what is ready now, owned by the caller; input that cannot be decoded gives nothing
    List<AccessUnit> transcode(AccessUnit unit);

    /// Frees what is held outside the heap.
    @Override
    void close();

    /// Makes the transcoder for a track's format.
    @FunctionalInterface
    interface Opener {
        AudioTranscoder open(TrackFormat format) throws TranscodeException;
    }
}
