package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// What a player must have before the first fragment: `ftyp` and `moov`. Immutable.
public final class InitSegment {
    private final String mime;
    private final byte[] bytes;

    /// @param bytes never changed once here
    public InitSegment(String mime, byte[] bytes) {
        this.mime = mime;
        this.bytes = bytes;
    }

    /// With its codecs (RFC 6381), such as `video/mp4; codecs="avc1.64001f,opus"`.
    public String mime() {
        return mime;
    }

    /// The bytes, shared, behind a buffer that needs no release.
    public ByteBuf bytes() {
        return Unpooled.wrappedBuffer(bytes).asReadOnly();
    }
}
