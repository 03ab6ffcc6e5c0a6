package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import java.util.SplittableRandom;

/// Turns packets into noise, as a camera with bad memory or a broken line does.
final class Garbage {
    private static final int FRAME_AND_RTP_HEADER = 16;
    private static final int STRAY_EVERY = 25;
    private static final int STRAY_BYTES = 48;

    private Garbage() {}

    /// Overwrites the payloads.
    ///
    /// @param frames framed packets, changed in place
    /// @param picture number of the picture, which decides what the noise is
    static void spoil(ByteBuf frames, long picture) {
        SplittableRandom random = new SplittableRandom(picture);
        int at = frames.readerIndex();
        while (at < frames.writerIndex()) {
            int end = at + 4 + frames.getUnsignedShort(at + 2);
            for (int i = at + FRAME_AND_RTP_HEADER; i < end; i++) {
                frames.setByte(i, random.nextInt());
            }
            at = end;
        }
    }

    /// Bytes that are no frame, for every 25th picture; owned by the caller.
    static Optional<ByteBuf> strayBytes(long picture) {
        if (picture % STRAY_EVERY != 0) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(picture);
        ByteBuf stray = ByteBufAllocator.DEFAULT.directBuffer(STRAY_BYTES);
        for (int i = 0; i < STRAY_BYTES; i++) {
            stray.writeByte(random.nextInt() | 0x80);
        }
        return Optional.of(stray);
    }
}
