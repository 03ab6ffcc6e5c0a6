package org.yuanjian.media.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/// Whole interleaved frames, back to back, as one read brought them (RFC 2326 §10.12): each is `$`,
/// channel, 16-bit length, packet. Who receives it releases it; who only looks at it during the
/// call copies nothing.
public final class InterleavedFrames extends DefaultByteBufHolder {
    public static final int MAGIC = '$';
    public static final int HEADER_BYTES = 4;

    public InterleavedFrames(ByteBuf frames) {
        super(frames);
    }

    @Override
    public InterleavedFrames replace(ByteBuf content) {
        return new InterleavedFrames(content);
    }
}
