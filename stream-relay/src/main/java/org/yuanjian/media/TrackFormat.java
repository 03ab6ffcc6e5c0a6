package org.yuanjian.media;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a receiver must know before the first packet of a track. Equal if all of it is, parameter
/// sets by their bytes.
///
/// @param codec what the payload holds
/// @param payloadType RTP payload type of the packets, 0–127
/// @param clockRate RTP clock, ticks per second: 90,000 for video
/// @param channels audio channels; 0 for video
/// @param fmtp format parameters of SDP `a=fmtp`, names in lower case, parameter sets left out
/// @param parameterSets H.264: SPS, PPS. H.265: VPS, SPS, PPS, each a NAL unit without start code.
///   AAC: one AudioSpecificConfig. Empty where the camera sends them only in band. Never changed
///   once here.
public record TrackFormat(
        Codec codec,
        int payloadType,
        int clockRate,
        int channels,
        Map<String, String> fmtp,
        List<byte[]> parameterSets) {

    public static final int VIDEO_CLOCK_RATE = 90_000;

    public TrackFormat {
        fmtp = Map.copyOf(fmtp);
        parameterSets = List.copyOf(parameterSets);
    }

    /// A video track at 90 kHz without further parameters.
    public static TrackFormat video(Codec codec, int payloadType, List<byte[]> parameterSets) {
        return new TrackFormat(codec, payloadType, VIDEO_CLOCK_RATE, 0, Map.of(), parameterSets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrackFormat format
                && codec == format.codec
                && payloadType == format.payloadType
                && clockRate == format.clockRate
                && channels == format.channels
                && fmtp.equals(format.fmtp)
                && Arrays.deepEquals(parameterSets.toArray(), format.parameterSets.toArray());
    }

    @Override
    public int hashCode() {
        int sets = Arrays.deepHashCode(parameterSets.toArray());
        return Objects.hash(codec, payloadType, clockRate, channels, fmtp, sets);
    }

    /// The same track with other parameter sets, for those learnt in band.
    public TrackFormat withParameterSets(List<byte[]> sets) {
        return new TrackFormat(codec, payloadType, clockRate, channels, fmtp, sets);
    }
}
