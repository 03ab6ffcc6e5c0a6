package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import org.yuanjian.media.Codec;

/// How long one audio unit sounds, in ticks of its track.
final class AudioDuration {
    private static final int AAC_FRAME = 1024;
    private static final int MAX_OPUS_TICKS = 5760;

    private AudioDuration() {}

    static int ticks(Codec codec, ByteBuf unit) {
        return codec == Codec.OPUS ? opus(unit) : AAC_FRAME;
    }

    /// RFC 6716 §3.1: the first byte tells the frames' length and how many there are.
    ///
    ///     | config 5 | s | c 2 |
    private static int opus(ByteBuf packet) {
        int toc = packet.getUnsignedByte(packet.readerIndex());
        int frames =
                switch (toc & 0x03) {
                    case 0 -> 1;
                    case 1, 2 -> 2;
                    default ->
                            packet.readableBytes() < 2
                                    ? 1
                                    : packet.getByte(packet.readerIndex() + 1) & 0x3F;
                };
        return Math.clamp((long) frames * opusFrame(toc >> 3), 120, MAX_OPUS_TICKS);
    }

    private static int opusFrame(int config) {
        if (config < 12) { // SILK: 10, 20, 40, 60 ms
            int step = config & 0x03;
            return step == 3 ? 2880 : 480 << step;
        }
        if (config < 16) { // hybrid: 10, 20 ms
            return 480 << (config & 0x01);
        }
        return 120 << (config & 0x03); // CELT: 2.5, 5, 10, 20 ms
    }
}
