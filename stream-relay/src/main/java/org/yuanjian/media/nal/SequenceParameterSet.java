package org.yuanjian.media.nal;

import java.util.Optional;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// What a sequence parameter set tells about a video track (H.264 §7.3.2.1.1, H.265 §7.3.2.2).
///
/// @param codec H.264 or H.265
/// @param codecString for `codecs="…"` of a MIME type (RFC 6381; ISO/IEC 14496-15 Annex E), such as
///   `avc1.64001f` or `hvc1.1.6.L93.B0`
/// @param size of the shown picture
/// @param sampling of its samples
/// @param framesPerSecond as told by the encoder, 0 if it does not tell
/// @param reorderFrames how many pictures may come earlier in decoding order than they are shown;
///   [#UNKNOWN] if the encoder does not tell
public record SequenceParameterSet(
        Codec codec,
        String codecString,
        Size size,
        Sampling sampling,
        double framesPerSecond,
        int reorderFrames) {
    /// [#reorderFrames] of an encoder that does not tell: timestamps that go back show it later.
    public static final int UNKNOWN = -1;

    /// In luma samples, after cropping.
    public record Size(int width, int height) {}

    /// @param chromaFormat 0 grey, 1 4:2:0, 2 4:2:2, 3 4:4:4
    /// @param lumaBits per sample
    /// @param chromaBits per sample
    public record Sampling(int chromaFormat, int lumaBits, int chromaBits) {}

    /// Reads the SPS of H.264 or H.265.
    ///
    /// @param nal the whole unit with its header, without start code
    /// @throws MalformedNalException if it is none
    public static SequenceParameterSet parse(Codec codec, byte[] nal) throws MalformedNalException {
        NalUnit unit = NalUnit.of(codec, nal);
        if (nal.length == 0 || !NalUnit.isSequenceParameterSet(codec, unit.type())) {
            throw new MalformedNalException("not a sequence parameter set");
        }
        byte[] payload = unit.payload();
        return codec == Codec.H265
                ? new H265SpsReader(payload).read()
                : new H264SpsReader(payload).read();
    }

    /// The first readable SPS among a track's parameter sets.
    public static Optional<SequenceParameterSet> of(TrackFormat format) {
        return format.parameterSets().stream()
                .flatMap(set -> tryParse(format.codec(), set).stream())
                .findFirst();
    }

    private static Optional<SequenceParameterSet> tryParse(Codec codec, byte[] nal) {
        try {
            return Optional.of(parse(codec, nal));
        } catch (MalformedNalException e) {
            return Optional.empty();
        }
    }

    public int width() {
        return size.width();
    }

    public int height() {
        return size.height();
    }

    /// Whether pictures may come in another order than they are shown (B-frames). False where the
    /// encoder does not tell.
    public boolean hasReordering() {
        return reorderFrames > 0;
    }

    /// Whether the encoder tells how far it reorders.
    public boolean isReorderingKnown() {
        return reorderFrames != UNKNOWN;
    }
}
