package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;

/// Reads what clients send back: whether it asks for a key frame.
final class RtcpFeedback {
    private static final int PAYLOAD_SPECIFIC = 206;
    private static final int PICTURE_LOSS = 1;
    private static final int FULL_INTRA_REQUEST = 4;
    private static final int HEADER_BYTES = 4;

    private RtcpFeedback() {}

    /// Whether a compound packet holds PLI (RFC 4585 §6.3.1) or FIR (RFC 5104 §4.3.1).
    static boolean asksForKeyFrame(ByteBuf packet) {
        int at = packet.readerIndex();
        while (at + HEADER_BYTES <= packet.writerIndex()) {
            int format = packet.getByte(at) & 0x1F;
            boolean request = format == PICTURE_LOSS || format == FULL_INTRA_REQUEST;
            if (packet.getUnsignedByte(at + 1) == PAYLOAD_SPECIFIC && request) {
                return true;
            }
            at += HEADER_BYTES + 4 * packet.getUnsignedShort(at + 2);
        }
        return false;
    }
}
