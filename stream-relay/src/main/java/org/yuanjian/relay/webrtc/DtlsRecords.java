package org.yuanjian.relay.webrtc;

import java.nio.ByteBuffer;

/// Looks at DTLS records before the handshake does, which sets aside as many bytes as a message's
/// first fragment announces (RFC 6347 §4.1, §4.2.2).
///
///     | type 8 | version 16 | epoch 16 | sequence 48 | length 16 |  messages …
///     | type 8 | length 24 | sequence 16 | fragment offset 24 | fragment length 24 |  fragment …
final class DtlsRecords {
    /// A viewer's certificate has a few hundred bytes, a chain of them a few thousand.
    static final int MAX_MESSAGE_BYTES = 16 << 10;

    private static final int HANDSHAKE = 22;
    private static final int HEADER_BYTES = 13;
    private static final int EPOCH_AT = 3;
    private static final int LENGTH_AT = 11;
    private static final int MESSAGE_HEADER_BYTES = 12;
    private static final int FRAGMENT_LENGTH_AT = 9;

    private DtlsRecords() {}

    /// Whether no message in the clear announces more than [#MAX_MESSAGE_BYTES].
    static boolean areBounded(byte[] datagram) {
        ByteBuffer in = ByteBuffer.wrap(datagram);
        int at = 0;
        while (at + HEADER_BYTES <= datagram.length) {
            boolean clear = in.get(at) == HANDSHAKE && in.getShort(at + EPOCH_AT) == 0;
            int from = at + HEADER_BYTES;
            int length = in.getShort(at + LENGTH_AT) & 0xFFFF;
            int end = Math.min(from + length, datagram.length);
            if (clear && !areMessagesBounded(in, from, end)) {
                return false;
            }
            at = end;
        }
        return true;
    }

    private static boolean areMessagesBounded(ByteBuffer in, int from, int end) {
        int at = from;
        while (at + MESSAGE_HEADER_BYTES <= end) {
            if (medium(in, at + 1) > MAX_MESSAGE_BYTES) {
                return false;
            }
            at += MESSAGE_HEADER_BYTES + medium(in, at + FRAGMENT_LENGTH_AT);
        }
        return true;
    }

    private static int medium(ByteBuffer in, int at) {
        return (in.getShort(at) & 0xFFFF) << 8 | (in.get(at + 2) & 0xFF);
    }
}
