package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;

/// A view of one RTP packet where it lies; nothing is copied and nothing is retained (RFC 3550 §5.1).
///
///      0               1               2               3
///     |V=2|P|X|  CC   |M|     PT      |        sequence number        |
///     |                           timestamp                           |
///     |                             SSRC                              |
///     |                       CSRC × CC, extension                    |
///     |                        payload, padding                       |
///
/// @param buffer holds the packet; borrowed
/// @param index where the packet begins
/// @param payloadIndex where its payload begins
/// @param payloadLength payload bytes without padding
public record RtpPacket(ByteBuf buffer, int index, int payloadIndex, int payloadLength) {
    public static final int FIXED_HEADER_BYTES = 12;

    private static final int VERSION_BITS = 0x80;

    /// Checks and wraps `length` bytes at `index`.
    ///
    /// @throws MalformedPacketException if they are not an RTP packet
    public static RtpPacket parse(ByteBuf buffer, int index, int length)
            throws MalformedPacketException {
        if (length < FIXED_HEADER_BYTES) {
            throw new MalformedPacketException("RTP packet shorter than its header");
        }
        int first = buffer.getUnsignedByte(index);
        if ((first & 0xC0) != VERSION_BITS) {
            throw new MalformedPacketException("not RTP version 2");
        }
        int header = headerLength(buffer, index, length, first);
        int padding = (first & 0x20) == 0 ? 0 : buffer.getUnsignedByte(index + length - 1);
        int payload = length - header - padding;
        if (payload < 0 || ((first & 0x20) != 0 && padding == 0)) {
            throw new MalformedPacketException("RTP padding longer than the packet");
        }
        return new RtpPacket(buffer, index, index + header, payload);
    }

    private static int headerLength(ByteBuf buffer, int index, int length, int first)
            throws MalformedPacketException {
        int header = FIXED_HEADER_BYTES + 4 * (first & 0x0F);
        if ((first & 0x10) != 0) {
            if (length < header + 4) {
                throw new MalformedPacketException("RTP extension cut off");
            }
            // RFC 3550 §5.3.1: the length counts 32-bit words after its own.
            header += 4 + 4 * buffer.getUnsignedShort(index + header + 2);
        }
        if (header > length) {
            throw new MalformedPacketException("RTP header longer than the packet");
        }
        return header;
    }

    public boolean marker() {
        return (buffer.getByte(index + 1) & 0x80) != 0;
    }

    public int payloadType() {
        return buffer.getByte(index + 1) & 0x7F;
    }

    /// 0–65,535.
    public int sequence() {
        return buffer.getUnsignedShort(index + 2);
    }

    /// In ticks of the track's clock, 32 bits unsigned.
    public long timestamp() {
        return buffer.getUnsignedInt(index + 4);
    }

    /// 32 bits unsigned.
    public long ssrc() {
        return buffer.getUnsignedInt(index + 8);
    }

    /// The payload as a slice sharing the buffer's reference count.
    public ByteBuf payload() {
        return buffer.slice(payloadIndex, payloadLength);
    }

    /// Byte `offset` of the payload, 0–255.
    public int payloadByte(int offset) {
        return buffer.getUnsignedByte(payloadIndex + offset);
    }
}
