package org.yuanjian.media.fmp4;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.NalUnit;
import org.yuanjian.media.nal.SequenceParameterSet;

/// A video track: NAL units behind their lengths, parameter sets left out, decode times found.
final class VideoTrack extends FragmentTrack {
    /// What is assumed where the encoder does not tell how far it reorders; too much costs nothing.
    private static final int ASSUMED_DEPTH = 2;

    private static final int DEFAULT_FRAME_TICKS = TrackFormat.VIDEO_CLOCK_RATE / 25;

    private final SequenceParameterSet sps;
    private @Nullable DecodeTimes decodeTimes;
    private long lastDecode;
    private int frameTicks;

    VideoTrack(int index, VideoSampleEntry entry, TrackClock clock) {
        super(index, entry, clock);
        this.sps = entry.sps();
        this.frameTicks =
                sps.framesPerSecond() < 1
                        ? DEFAULT_FRAME_TICKS
                        : (int) (TrackFormat.VIDEO_CLOCK_RATE / sps.framesPerSecond());
    }

    @Override
    void add(AccessUnit unit, long ticks) {
        List<ByteBuf> units = unit.units().stream().filter(this::isKept).toList();
        if (units.isEmpty()) {
            return;
        }
        long decode = decodeTicks(ticks);
        int offset = (int) (ticks - decode);
        keep(new Sample(decode, frameTicks, offset, unit.isKeyFrame(), true, retained(units)));
    }

    private long decodeTicks(long ticks) {
        DecodeTimes times = decodeTimes;
        if (times == null) {
            int depth = sps.isReorderingKnown() ? sps.reorderFrames() : ASSUMED_DEPTH;
            times = new DecodeTimes(depth, ticks, frameTicks);
            decodeTimes = times;
            lastDecode = times.next(ticks);
            return lastDecode;
        }
        long decode = times.next(ticks);
        // The next picture is not waited for: this one lasts as long as the last did. Where the
        // last
        // still waits, that is put right.
        frameTicks = Math.clamp(decode - lastDecode, 1, TrackFormat.VIDEO_CLOCK_RATE);
        lastLasts(frameTicks);
        lastDecode = decode;
        return decode;
    }

    // ISO/IEC 14496-15 §5.4.2, §8.4.1: of avc1 and hvc1 the parameter sets stand in the sample
    // entry only.
    private boolean isKept(ByteBuf nal) {
        int type = new NalUnit(sps.codec(), nal).type();
        if (NalUnit.isParameterSet(sps.codec(), type)) {
            return false;
        }
        return sps.codec() == Codec.H265
                ? type != NalUnit.H265_ACCESS_UNIT_DELIMITER && type != NalUnit.H265_FILLER
                : type != NalUnit.H264_ACCESS_UNIT_DELIMITER && type != NalUnit.H264_FILLER;
    }
}
