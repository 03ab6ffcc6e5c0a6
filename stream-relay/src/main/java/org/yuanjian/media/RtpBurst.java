package org.yuanjian.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import org.jspecify.annotations.Nullable;

/// What one read brought of one stream: whole RTP and RTCP packets, back to back, each behind its interleaved header
/// (RFC 2326 §10.12), so that the same bytes can go out to every RTSP viewer over TCP.
///
///      0        8        16                32
///     |  '$'   |channel |  length in bytes | packet …
///
/// Channel `2 t` carries RTP of track t, `2 t + 1` its RTCP. Sequence numbers, timestamps and SSRC are the hub's own: they
/// carry on when the camera starts again. Immutable and reference counted; a sink borrows it for the call.
public final class RtpBurst extends AbstractReferenceCounted {
    /// Bytes of the interleaved header.
    public static final int HEADER_BYTES = 4;

    /// [#keyFrameOffset] of a burst in which no key frame starts.
    public static final int NO_KEY_FRAME = -1;

    private final ByteBuf frames;
    private final @Nullable ByteBuf chunk;
    private final int start;
    private final int keyFrameOffset;
    private final long arrivalNanos;

    /// @param frames whole interleaved frames between reader and writer index; owned by the burst
    /// @param keyFrameOffset where, counted from the reader index, the first packet of a key
    ///   frame's access unit stands in this burst, or [#NO_KEY_FRAME]
    /// @param arrivalNanos when the read ended, `System.nanoTime`
    public RtpBurst(ByteBuf frames, int keyFrameOffset, long arrivalNanos) {
        this(frames, null, frames.readerIndex(), keyFrameOffset, arrivalNanos);
    }

    private RtpBurst(
            ByteBuf frames,
            @Nullable ByteBuf chunk,
            int start,
            int keyFrameOffset,
            long arrivalNanos) {
        this.frames = frames;
        this.chunk = chunk;
        this.start = start;
        this.keyFrameOffset = keyFrameOffset;
        this.arrivalNanos = arrivalNanos;
    }

    /// A burst that lies, with others, in a chunk; the chunk is retained.
    ///
    /// @param start index of its first byte in the chunk
    static RtpBurst within(
            ByteBuf chunk, int start, int bytes, int keyFrameOffset, long arrivalNanos) {
        ByteBuf frames = chunk.retainedSlice(start, bytes);
        return new RtpBurst(frames, chunk, start, keyFrameOffset, arrivalNanos);
    }

    /// The framed packets; borrowed, indices must stay where they are.
    public ByteBuf frames() {
        return frames;
    }

    public int keyFrameOffset() {
        return keyFrameOffset;
    }

    public boolean startsKeyFrame() {
        return keyFrameOffset != NO_KEY_FRAME;
    }

    public long arrivalNanos() {
        return arrivalNanos;
    }

    public int bytes() {
        return frames.readableBytes();
    }

    /// Calls `visitor` for each packet in order.
    public void forEach(PacketVisitor visitor) {
        int at = frames.readerIndex();
        int end = frames.writerIndex();
        while (at < end) {
            int length = frames.getUnsignedShort(at + 2);
            visitor.packet(frames.getUnsignedByte(at + 1), at + HEADER_BYTES, length);
            at += HEADER_BYTES + length;
        }
    }

    /// The rest of this burst from `offset` on as a burst of its own, sharing the bytes; the caller
    /// releases it.
    public RtpBurst from(int offset) {
        int key = keyFrameOffset < offset ? NO_KEY_FRAME : keyFrameOffset - offset;
        int rest = bytes() - offset;
        return chunk == null
                ? new RtpBurst(frames.retainedSlice(start + offset, rest), key, arrivalNanos)
                : within(chunk, start + offset, rest, key, arrivalNanos);
    }

    /// Whether `next` lies in the same chunk, `bytes` behind where this one begins.
    @SuppressWarnings("ReferenceEquality") // buffers are equal by content
    public boolean continuesWith(RtpBurst next, int bytes) {
        return chunk != null && next.chunk == chunk && next.start == start + bytes;
    }

    /// This burst and those that continue it as one; the caller releases it.
    ///
    /// @param bytes of all together
    /// @param lastArrivalNanos when the last of them came
    public RtpBurst extendedTo(int bytes, long lastArrivalNanos) {
        ByteBuf whole = chunk;
        return whole == null || bytes == bytes()
                ? retain()
                : within(whole, start, bytes, keyFrameOffset, lastArrivalNanos);
    }

    @Override
    public RtpBurst retain() {
        super.retain();
        return this;
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        frames.touch(hint);
        return this;
    }

    @Override
    protected void deallocate() {
        frames.release();
    }

    /// Sees one packet of a burst.
    @FunctionalInterface
    public interface PacketVisitor {
        /// @param channel `2 t` for RTP of track t, `2 t + 1` for its RTCP
        /// @param index where the packet stands in [RtpBurst#frames], without its interleaved
        ///   header
        /// @param length its bytes
        void packet(int channel, int index, int length);
    }
}
