package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;

/// One `moof` and its `mdat`. Immutable and reference counted; a sink borrows it for the call.
public final class MediaFragment extends AbstractReferenceCounted {
    private final ByteBuf bytes;
    private final boolean startsKeyFrame;
    private final long arrivalNanos;

    /// @param bytes owned by the fragment
    /// @param startsKeyFrame whether a player can start here
    /// @param arrivalNanos when its last access unit was read, `System.nanoTime`
    public MediaFragment(ByteBuf bytes, boolean startsKeyFrame, long arrivalNanos) {
        this.bytes = bytes;
        this.startsKeyFrame = startsKeyFrame;
        this.arrivalNanos = arrivalNanos;
    }

    /// Borrowed; indices must stay where they are.
    public ByteBuf bytes() {
        return bytes;
    }

    public boolean startsKeyFrame() {
        return startsKeyFrame;
    }

    public long arrivalNanos() {
        return arrivalNanos;
    }

    @Override
    public MediaFragment retain() {
        super.retain();
        return this;
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        bytes.touch(hint);
        return this;
    }

    @Override
    protected void deallocate() {
        bytes.release();
    }
}
