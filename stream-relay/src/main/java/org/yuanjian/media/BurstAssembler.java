package org.yuanjian.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// Puts the packets of one read into one [RtpBurst]; the one copy on the way through the relay. One
/// stream, one thread.
///
/// Bursts lie back to back in pooled chunks, so that what a GOP cache keeps costs little more than
/// its bytes. A chunk goes back to the pool with the last burst in it.
public final class BurstAssembler implements AutoCloseable {
    private static final int CHUNK_BYTES = 32 * 1024;

    private final ByteBufAllocator allocator;
    private @Nullable ByteBuf chunk;
    private int start;
    private int keyFrameOffset = RtpBurst.NO_KEY_FRAME;

    public BurstAssembler(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /// Begins a burst of at most `maxBytes`, interleaved headers included.
    public void begin(int maxBytes) {
        ByteBuf current = chunk;
        if (current == null || current.writableBytes() < maxBytes) {
            close();
            current =
                    allocator.directBuffer(
                            Math.max(CHUNK_BYTES, maxBytes), Math.max(CHUNK_BYTES, maxBytes));
            chunk = current;
        }
        start = current.writerIndex();
        keyFrameOffset = RtpBurst.NO_KEY_FRAME;
    }

    /// Copies one packet behind those already there.
    ///
    /// @return where the packet now stands in [#buffer], so that the caller can patch its header
    public int append(int channel, ByteBuf source, int index, int length) {
        ByteBuf out = buffer();
        out.writeByte('$').writeByte(channel).writeShort(length);
        int at = out.writerIndex();
        out.writeBytes(source, index, length);
        return at;
    }

    /// The buffer packets are being written into; borrowed.
    public ByteBuf buffer() {
        ByteBuf current = chunk;
        if (current == null) {
            throw new IllegalStateException("no burst begun");
        }
        return current;
    }

    /// Says that the key frame of this burst begins with the packet that [#append] put at
    /// `position`.
    public void keyFrameAt(int position) {
        keyFrameOffset = position - RtpBurst.HEADER_BYTES - start;
    }

    /// The burst begun, owned by the caller; null if nothing was appended.
    public @Nullable RtpBurst end(long arrivalNanos) {
        ByteBuf out = buffer();
        int length = out.writerIndex() - start;
        return length == 0
                ? null
                : RtpBurst.within(out, start, length, keyFrameOffset, arrivalNanos);
    }

    /// Lets go of the current chunk; bursts made before live on.
    @Override
    public void close() {
        ByteBuf current = chunk;
        chunk = null;
        if (current != null) {
            current.release();
        }
    }
}
