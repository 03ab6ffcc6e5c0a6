package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import java.util.SplittableRandom;

/// Turns packets into noise, as a camera with bad memory or a broken line does.
final class Garbage {
    private static final int FRAME_AND_RTP_HEADER = 16;
    private static final int STRAY_EVERY = 25;
    private static final int STRAY_BYTES = 48;

    private Garbage() {}

    /// Overwrites the payloads; every 25th picture is followed by bytes that are no frame.
    ///
    /// @param frames taken over; what comes back is the same buffer
    static ByteBuf spoil(ByteBuf frames, MediaPort port, long picture) {
        SplittableRandom random = new SplittableRandom(picture);
        int at = frames.readerIndex();
        while (at < frames.writerIndex()) {
            int end = at + 4 + frames.getUnsignedShort(at + 2);
            for (int i = at + FRAME_AND_RTP_HEADER; i < end; i++) {
                frames.setByte(i, random.nextInt());
            }
            at = end;
        }
        if (port.isByteStream() && picture % STRAY_EVERY == 0) {
            for (int i = 0; i < STRAY_BYTES; i++) {
                frames.writeByte(random.nextInt() | 0x80);
            }
        }
        return frames;
    }
}
