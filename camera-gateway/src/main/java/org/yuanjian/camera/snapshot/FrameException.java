package org.yuanjian.camera.snapshot;

import org.yuanjian.media.StreamFault;

/// No picture came.
public final class FrameException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StreamFault fault;

    public FrameException(StreamFault fault) {
        super(fault.kind() + " " + fault.detail(), null, false, false);
        this.fault = fault;
    }

    /// Why not.
    public StreamFault fault() {
        return fault;
    }
}
