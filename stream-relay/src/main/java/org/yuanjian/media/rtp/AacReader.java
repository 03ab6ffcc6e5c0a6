package org.yuanjian.media.rtp;

import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Reads AAC in the mode AAC-hbr: several frames per packet, or a frame in several packets
/// (RFC 3640 §3.3.6).
///
///     | AU-headers-length 16 | size 13 | index 3 | size 13 | index-delta 3 … | frame | frame …
final class AacReader extends RtpReader {
    private static final int LENGTH_BYTES = 2;
    private static final int MAX_FIELD_BITS = 24;

    private final AccessUnitBuilder builder = new AccessUnitBuilder(MAX_ACCESS_UNIT_BYTES);
    private final int sizeBits;
    private final int indexBits;
    private final int indexDeltaBits;
    private int fragmentBytes;
    private long fragmentTicks;

    AacReader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
        // RFC 3640 §3.3.6: the field lengths of AAC-hbr, for cameras that do not tell them.
        this.sizeBits = parameter(format, "sizelength", 13);
        this.indexBits = parameter(format, "indexlength", 3);
        this.indexDeltaBits = parameter(format, "indexdeltalength", 3);
    }

    @Override
    public void close() {
        builder.clear();
    }

    @Override
    void read(RtpPacket packet, long ticks, long nanos) throws MalformedPacketException {
        int headersBits =
                packet.payloadLength() < LENGTH_BYTES
                        ? 0
                        : packet.buffer().getUnsignedShort(packet.payloadIndex());
        int headersBytes = (headersBits + 7) / 8;
        int at = LENGTH_BYTES + headersBytes;
        if (headersBits < sizeBits + indexBits || at > packet.payloadLength()) {
            throw new MalformedPacketException("AAC packet without AU headers");
        }
        int size = field(packet, 0);
        if (builder.isInFragment()) {
            continueFragment(packet, at, ticks, nanos);
        } else if (size > packet.payloadLength() - at) {
            startFragment(packet, at, size, ticks);
        } else {
            readFrames(packet, headersBits, at);
            emitUnits(ticks, nanos);
        }
    }

    @Override
    void lost() {
        countDroppedUnit();
        builder.clear();
    }

    private void readFrames(RtpPacket packet, int headersBits, int firstFrame)
            throws MalformedPacketException {
        int at = firstFrame;
        int bit = 0;
        while (bit + sizeBits <= headersBits && at < packet.payloadLength()) {
            int size = field(packet, bit);
            if (size > packet.payloadLength() - at) {
                throw new MalformedPacketException("AAC frame beyond the packet");
            }
            builder.add(packet.buffer(), packet.payloadIndex() + at, size);
            at += size;
            bit += sizeBits + (bit == 0 ? indexBits : indexDeltaBits);
        }
    }

    // RFC 3640 §3.2.3.1: each fragment repeats the header with the size of the whole frame.
    private void startFragment(RtpPacket packet, int at, int size, long ticks)
            throws MalformedPacketException {
        fragmentBytes = size;
        fragmentTicks = ticks;
        builder.startFragment(new byte[0]);
        builder.append(packet.buffer(), packet.payloadIndex() + at, packet.payloadLength() - at);
    }

    private void continueFragment(RtpPacket packet, int at, long ticks, long nanos)
            throws MalformedPacketException {
        int length = packet.payloadLength() - at;
        if (ticks != fragmentTicks || length > fragmentBytes - builder.bytes()) {
            throw new MalformedPacketException("AAC fragment of another frame");
        }
        builder.append(packet.buffer(), packet.payloadIndex() + at, length);
        if (builder.bytes() == fragmentBytes) {
            builder.endFragment();
            emitUnits(ticks, nanos);
        }
    }

    private void emitUnits(long ticks, long nanos) {
        if (builder.unitCount() > 0) {
            emit(new AccessUnit(track(), ticks, nanos, true, builder.take()));
        }
    }

    /// The AU-size at bit `from` of the AU headers, which the caller knows to be there.
    private int field(RtpPacket packet, int from) {
        int value = 0;
        for (int bit = from; bit < from + sizeBits; bit++) {
            int octet = packet.payloadByte(LENGTH_BYTES + bit / 8);
            value = value << 1 | (octet >> (7 - bit % 8) & 1);
        }
        return value;
    }

    private static int parameter(TrackFormat format, String name, int fallback) {
        String text = format.fmtp().getOrDefault(name, "");
        boolean number = text.matches("[0-9]{1,2}");
        return number ? Math.min(Integer.parseInt(text), MAX_FIELD_BITS) : fallback;
    }
}
