package org.yuanjian.media.rtp;

import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Puts the access units of one track together from its RTP packets.
///
/// Packets come in order of their sequence numbers; what is lost or cannot be read is dropped and
/// counted, never thrown. A finished access unit is lent to the receiver for the call. One thread.
public abstract sealed class RtpReader implements AutoCloseable
        permits VideoReader, AacReader, SampleReader {
    /// Most bytes one access unit may have: a key frame of an 8 K camera has fewer.
    public static final int MAX_ACCESS_UNIT_BYTES = 8 << 20;

    /// A step back further than this is a new numbering, not a late packet (RFC 3550 §A.1).
    private static final int MAX_MISORDER = 100;

    private final int track;
    private final Consumer<AccessUnit> receiver;
    private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
    private TrackFormat format;
    private boolean started;
    private int nextSequence;
    private long droppedPackets;
    private long droppedUnits;

    RtpReader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        this.track = track;
        this.format = format;
        this.receiver = receiver;
    }

    /// The reader for a track's codec.
    ///
    /// @param track index of the track in the stream's list of formats
    /// @param receiver gets each access unit, borrowed
    public static RtpReader of(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        return switch (format.codec()) {
            case H264 -> new H264Reader(track, format, receiver);
            case H265 -> new H265Reader(track, format, receiver);
            case AAC -> new AacReader(track, format, receiver);
            case PCMA, PCMU -> new G711Reader(track, format, receiver);
            case OPUS -> new OpusReader(track, format, receiver);
        };
    }

    /// Reads the next packet; it is borrowed for the call.
    ///
    /// @param arrivalNanos when it was read, `System.nanoTime`
    public final void read(RtpPacket packet, long arrivalNanos) {
        if (packet.payloadType() != format.payloadType()) {
            droppedPackets++;
            return;
        }
        int ahead = started ? (short) (packet.sequence() - nextSequence) : 0;
        if (ahead < 0 && ahead >= -MAX_MISORDER) {
            droppedPackets++;
            return;
        }
        started = true;
        nextSequence = packet.sequence() + 1 & 0xFFFF;
        if (ahead != 0) {
            lost();
        }
        try {
            read(packet, timestamps.unwrap(packet.timestamp()), arrivalNanos);
        } catch (MalformedPacketException e) {
            droppedPackets++;
            lost();
        }
    }

    /// The track's format with the parameter sets learnt in band; a new object when they changed.
    public final TrackFormat format() {
        return format;
    }

    /// Packets that were late, foreign or malformed.
    public final long droppedPackets() {
        return droppedPackets;
    }

    /// Access units that could not be put together, or came before a key frame after a loss.
    public final long droppedUnits() {
        return droppedUnits;
    }

    /// Whether nothing can come out before the next key frame.
    public boolean awaitsKeyFrame() {
        return false;
    }

    /// Lets go of what is half put together.
    @Override
    public void close() {}

    /// Reads a packet that is next in order, or follows a gap told by [#lost].
    abstract void read(RtpPacket packet, long timestampTicks, long arrivalNanos)
            throws MalformedPacketException;

    /// Packets are missing before the next one, or could not be read.
    abstract void lost();

    final int track() {
        return track;
    }

    final void learn(TrackFormat learnt) {
        format = learnt;
    }

    final void countDroppedUnit() {
        droppedUnits++;
    }

    /// Hands an access unit to the receiver and lets it go.
    final void emit(AccessUnit unit) {
        try {
            receiver.accept(unit);
        } finally {
            unit.release();
        }
    }
}
