package org.yuanjian.console.evidence;

import java.util.function.Consumer;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.ClipOrder;

/// Records clips of the streams that this process carries. Any thread.
public interface EvidenceRecorder {
    /// Whether this process carries streams at all.
    boolean isHere();

    /// Begins a clip.
    ///
    /// @param done hears of its end, on a thread that may wait
    /// @return whether there was a place for it
    boolean record(ClipOrder order, Consumer<ClipEnd> done);
}
