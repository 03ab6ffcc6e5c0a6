package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.NalUnit;

/// What H.264 and H.265 have in common: an access unit ends with the marker or a new timestamp, a
/// loss spoils it and all that follow up to the next key frame, parameter sets are learnt in band.
abstract sealed class VideoReader extends RtpReader permits H264Reader, H265Reader {
    private static final int MAX_PARAMETER_SETS = 32;
    private static final int MAX_PARAMETER_SET_BYTES = 4096;

    private final Codec codec;
    private final AccessUnitBuilder builder = new AccessUnitBuilder(MAX_ACCESS_UNIT_BYTES);
    private long timestampTicks;
    private long arrivalNanos;
    private boolean spoiled;
    private boolean awaitsKeyFrame = true;

    VideoReader(int track, TrackFormat format, Consumer<AccessUnit> receiver) {
        super(track, format, receiver);
        this.codec = format.codec();
    }

    @Override
    public final boolean awaitsKeyFrame() {
        return awaitsKeyFrame;
    }

    @Override
    public final void close() {
        builder.clear();
    }

    @Override
    final void read(RtpPacket packet, long ticks, long nanos) throws MalformedPacketException {
        if (ticks != timestampTicks) {
            // Some cameras never set the marker.
            finish();
            timestampTicks = ticks;
        }
        arrivalNanos = nanos;
        depacketize(packet, builder);
        // RFC 6184 §5.1, RFC 7798 §4.1: the marker ends the access unit. Some cameras set it on
        // parameter
        // sets too, which only begin one.
        if (packet.marker() && hasSlice()) {
            finish();
        }
    }

    /// Takes the units, or the piece of one, out of a packet.
    abstract void depacketize(RtpPacket packet, AccessUnitBuilder units)
            throws MalformedPacketException;

    @Override
    final void lost() {
        if (builder.unitCount() > 0 || builder.isInFragment()) {
            countDroppedUnit();
        }
        builder.clear();
        spoiled = true;
        awaitsKeyFrame = true;
    }

    private boolean hasSlice() {
        for (int i = builder.unitCount() - 1; i >= 0; i--) {
            if (NalUnit.isSlice(codec, NalUnit.type(codec, builder.firstByte(i)))) {
                return true;
            }
        }
        return false;
    }

    private void finish() {
        if (builder.isInFragment()) {
            lost();
        }
        if (builder.unitCount() > 0) {
            learnParameterSets();
            boolean key = isKeyFrame();
            if (isWhole() && hasSlice() && (key || !awaitsKeyFrame)) {
                awaitsKeyFrame = false;
                emit(new AccessUnit(track(), timestampTicks, arrivalNanos, key, builder.take()));
            } else if (hasSlice()) {
                awaitsKeyFrame = true;
                countDroppedUnit();
            }
            builder.clear();
            spoiled = false;
        }
    }

    private boolean isKeyFrame() {
        for (int i = 0; i < builder.unitCount(); i++) {
            if (NalUnit.isKeyFrame(codec, NalUnit.type(codec, builder.firstByte(i)))) {
                return true;
            }
        }
        return false;
    }

    /// After a loss an access unit counts only if the picture's beginning is there.
    private boolean isWhole() {
        if (!spoiled) {
            return true;
        }
        for (int i = 0; i < builder.unitCount(); i++) {
            NalUnit unit = new NalUnit(codec, builder.unit(i));
            if (unit.isSlice()) {
                return unit.isFirstSlice();
            }
        }
        return false;
    }

    /// The sets of an access unit replace all earlier ones of their types: cameras send them
    /// together.
    private void learnParameterSets() {
        List<byte[]> fresh = new ArrayList<>();
        for (int i = 0; i < builder.unitCount(); i++) {
            ByteBuf unit = builder.unit(i);
            int type = NalUnit.type(codec, builder.firstByte(i));
            if (NalUnit.isParameterSet(codec, type)
                    && unit.readableBytes() <= MAX_PARAMETER_SET_BYTES
                    && fresh.size() < MAX_PARAMETER_SETS) {
                addOnce(fresh, ByteBufUtil.getBytes(unit));
            }
        }
        if (!fresh.isEmpty()) {
            learnParameterSets(fresh);
        }
    }

    private void learnParameterSets(List<byte[]> fresh) {
        List<byte[]> sets = new ArrayList<>(fresh);
        for (byte[] known : format().parameterSets()) {
            if (known.length > 0 && fresh.stream().noneMatch(set -> type(set) == type(known))) {
                addOnce(sets, known);
            }
        }
        // H.264: SPS 7 before PPS 8; H.265: VPS 32, SPS 33, PPS 34.
        sets.sort((a, b) -> Integer.compare(type(a), type(b)));
        if (!Arrays.deepEquals(sets.toArray(), format().parameterSets().toArray())) {
            learn(format().withParameterSets(sets));
        }
    }

    private int type(byte[] set) {
        return NalUnit.type(codec, set[0]);
    }

    private static void addOnce(List<byte[]> sets, byte[] set) {
        if (sets.stream().noneMatch(known -> Arrays.equals(known, set))) {
            sets.add(set);
        }
    }
}
