package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.NalUnit;

/// Cuts the packets of a video track anew, so that each payload fits a datagram: small units of one
/// picture together, large ones in fragments of equal size (RFC 6184, RFC 7798). One thread.
///
/// What [#packet] was given before [#flush] is out after it, whole unit or not. Parameter sets are
/// put before each key frame that comes without; delimiters and filler are left out.
public final class RtpRefragmenter {
    private static final int LENGTH_BYTES = 2;
    private static final int MAX_PARAMETER_SETS = 32;

    private final Codec codec;
    private final NalFraming framing;
    private final int maxPayload;
    private final Output output;
    private final ByteBuf aggregate;
    private final List<byte[]> parameterSets = new ArrayList<>();

    private int aggregated;
    private byte[] unitHeader = {};
    private byte @Nullable [] fragment;
    private int fragmentBytes;
    private boolean fragmentsOut;
    private byte @Nullable [] held;

    private int lastSequence = -1;
    private long timestamp = -1;
    private boolean setsInPicture;
    private boolean keyInPicture;

    /// Takes what was cut.
    public interface Output {
        /// @param payload of one RTP packet; the receiver's
        /// @param timestamp RTP timestamp, 32 bits unsigned
        /// @param marker whether it ends its picture
        void payload(byte[] payload, long timestamp, boolean marker);

        /// The picture at hand, whose payloads begin with the next or have begun with this
        /// timestamp, is one a decoder can start with.
        void keyFrame(long timestamp);

        /// An SPS came in band, without start code; the receiver's.
        void sequenceParameterSet(byte[] nal);

        /// Packets are missing before the next payload.
        void lost();
    }

    /// @param format H.264 or H.265
    /// @param maxPayload the longest payload
    public RtpRefragmenter(TrackFormat format, int maxPayload, Output output) {
        this.codec = format.codec();
        this.framing = NalFraming.of(codec);
        this.maxPayload = maxPayload;
        this.output = output;
        this.aggregate = Unpooled.buffer(maxPayload, maxPayload);
        this.parameterSets.addAll(format.parameterSets());
    }

    /// Takes one RTP packet, borrowed for the call.
    public void packet(RtpPacket packet) throws MalformedPacketException {
        if (lastSequence >= 0 && packet.sequence() != (lastSequence + 1 & 0xFFFF)) {
            dropUnit();
            output.lost();
        }
        lastSequence = packet.sequence();
        if (packet.timestamp() != timestamp) {
            endPicture();
            timestamp = packet.timestamp();
        }
        if (packet.payloadLength() > framing.headerBytes()) {
            read(packet.payload());
        }
        if (packet.marker()) {
            endPicture();
        }
    }

    private void read(ByteBuf payload) throws MalformedPacketException {
        int type = NalUnit.type(codec, payload.getUnsignedByte(payload.readerIndex()));
        if (type == framing.aggregation()) {
            readAggregate(payload.skipBytes(framing.headerBytes()));
        } else if (type == framing.fragmentation()) {
            readFragment(payload);
        } else if (type > framing.lastUnitType()) {
            throw new MalformedPacketException("payload structure not supported");
        } else {
            unit(payload);
        }
    }

    private void readAggregate(ByteBuf units) throws MalformedPacketException {
        while (units.readableBytes() > LENGTH_BYTES) {
            int length = units.readUnsignedShort();
            if (length > units.readableBytes()) {
                throw new MalformedPacketException("aggregated unit cut off");
            }
            ByteBuf unit = units.readSlice(length);
            if (length > framing.headerBytes()) {
                unit(unit);
            }
        }
    }

    private void readFragment(ByteBuf payload) throws MalformedPacketException {
        int bits = payload.getUnsignedByte(payload.readerIndex() + framing.headerBytes());
        byte[] header = framing.unitHeader(payload, bits);
        ByteBuf body = payload.skipBytes(framing.headerBytes() + 1);
        // RFC 6184 §5.8, RFC 7798 §4.4.3: S begins the unit, E ends it.
        if ((bits & 0x80) != 0) {
            dropUnit();
            begin(header);
        }
        if (fragment == null) {
            return; // its beginning was lost
        }
        append(body);
        if ((bits & 0x40) != 0) {
            end();
        }
    }

    /// A whole unit.
    private void unit(ByteBuf unit) {
        dropUnit();
        int type = NalUnit.type(codec, unit.getUnsignedByte(unit.readerIndex()));
        if (framing.isPadding(type)) {
            return;
        }
        if (NalUnit.isParameterSet(codec, type)) {
            learn(type, unit);
        }
        if (unit.readableBytes() <= maxPayload) {
            announce(type);
            collect(unit);
        } else {
            byte[] header = new byte[framing.headerBytes()];
            unit.readBytes(header);
            begin(header);
            append(unit);
            end();
        }
    }

    private void learn(int type, ByteBuf unit) {
        byte[] nal = new byte[unit.readableBytes()];
        unit.getBytes(unit.readerIndex(), nal);
        if (!setsInPicture) {
            parameterSets.clear();
            setsInPicture = true;
        }
        if (parameterSets.size() < MAX_PARAMETER_SETS
                && parameterSets.stream().noneMatch(set -> Arrays.equals(set, nal))) {
            parameterSets.add(nal);
        }
        if (NalUnit.isSequenceParameterSet(codec, type)) {
            output.sequenceParameterSet(nal);
        }
    }

    /// A unit of this type is about to begin.
    private void announce(int type) {
        if (!NalUnit.isKeyFrame(codec, type) || keyInPicture) {
            return;
        }
        keyInPicture = true;
        output.keyFrame(timestamp);
        if (!setsInPicture) {
            setsInPicture = true;
            for (byte[] set : parameterSets) {
                if (set.length <= maxPayload) {
                    collect(Unpooled.wrappedBuffer(set));
                }
            }
        }
    }

    private void collect(ByteBuf unit) {
        int bytes = LENGTH_BYTES + unit.readableBytes();
        int room = maxPayload - framing.headerBytes() - aggregate.writerIndex();
        if (aggregated > 0 && bytes > room) {
            sendAggregate();
        }
        if (unit.readableBytes() > maxPayload - framing.headerBytes() - LENGTH_BYTES) {
            send(copy(unit)); // fits alone, but not with what aggregation adds
            return;
        }
        aggregate.writeShort(unit.readableBytes());
        aggregate.writeBytes(unit, unit.readerIndex(), unit.readableBytes());
        aggregated++;
    }

    private void sendAggregate() {
        if (aggregated == 1) {
            send(copy(aggregate.skipBytes(LENGTH_BYTES)));
        } else if (aggregated > 1) {
            send(framing.aggregate(aggregate));
        }
        aggregate.clear();
        aggregated = 0;
    }

    private static byte[] copy(ByteBuf unit) {
        byte[] copy = new byte[unit.readableBytes()];
        unit.getBytes(unit.readerIndex(), copy);
        return copy;
    }

    private void begin(byte[] header) {
        announce(NalUnit.type(codec, header[0] & 0xFF));
        unitHeader = header;
        fragment = new byte[maxPayload];
        fragmentBytes = framing.fragmentHeaderBytes();
        fragmentsOut = false;
    }

    private void append(ByteBuf body) {
        while (body.isReadable()) {
            if (fragmentBytes == maxPayload) {
                sendFragment(false);
            }
            int bytes = Math.min(body.readableBytes(), maxPayload - fragmentBytes);
            body.readBytes(current(), fragmentBytes, bytes);
            fragmentBytes += bytes;
        }
    }

    private byte[] current() {
        byte[] array = fragment;
        if (array == null) {
            array = new byte[maxPayload];
            fragment = array;
        }
        return array;
    }

    private void end() {
        int body = fragmentBytes - framing.fragmentHeaderBytes();
        if (fragmentsOut) {
            sendFragment(true);
        } else if (body > 0) {
            ByteBuf whole =
                    Unpooled.wrappedBuffer(
                            Unpooled.wrappedBuffer(unitHeader),
                            Unpooled.wrappedBuffer(current(), framing.fragmentHeaderBytes(), body));
            collect(whole);
        }
        dropUnit();
    }

    private void sendFragment(boolean last) {
        int header = framing.fragmentHeaderBytes();
        if (fragmentBytes == header) {
            return;
        }
        sendAggregate();
        byte[] payload = current();
        framing.writeFragmentHeader(unitHeader, !fragmentsOut, last, payload);
        send(fragmentBytes == maxPayload ? payload : Arrays.copyOf(payload, fragmentBytes));
        fragmentsOut = true;
        fragment = new byte[maxPayload];
        fragmentBytes = header;
    }

    private void dropUnit() {
        fragment = null;
        fragmentsOut = false;
    }

    /// The last payload is held until it is known whether it ends the picture.
    private void send(byte[] payload) {
        release(false);
        held = payload;
    }

    private void release(boolean marker) {
        byte[] payload = held;
        held = null;
        if (payload != null) {
            output.payload(payload, timestamp, marker);
        }
    }

    private void endPicture() {
        dropUnit();
        sendAggregate();
        release(true);
        setsInPicture = false;
        keyInPicture = false;
    }

    /// Gives out all that is at hand, at the end of a burst.
    public void flush() {
        sendAggregate();
        if (fragment != null) {
            sendFragment(false);
        }
        release(false);
    }
}
