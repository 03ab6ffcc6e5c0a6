package org.yuanjian.media.fmp4;

import java.util.Optional;
import org.yuanjian.media.TrackFormat;

/// How a track's samples are described in `stsd`: one kind per codec.
sealed interface SampleEntry permits VideoSampleEntry, AacSampleEntry, OpusSampleEntry {
    /// Describes a track; empty if fragments cannot carry it, or not without what is missing.
    static Optional<SampleEntry> of(TrackFormat format) {
        return switch (format.codec()) {
            case H264, H265 -> VideoSampleEntry.of(format).map(SampleEntry.class::cast);
            case AAC -> AacSampleEntry.of(format).map(SampleEntry.class::cast);
            case OPUS -> Optional.of(new OpusSampleEntry(Math.clamp(format.channels(), 1, 2)));
            case PCMA, PCMU -> Optional.empty();
        };
    }

    /// For `codecs="…"`.
    String codecString();

    /// Ticks per second of the track's samples: its RTP clock.
    int timescale();

    /// Shown width and height; 0 for audio.
    int width();

    int height();

    void writeTo(BoxWriter boxes);

    /// The fields all audio entries begin with (ISO/IEC 14496-12 §12.2.3).
    static void writeAudioFields(BoxWriter boxes, int channels, int sampleRate) {
        boxes.zeros(6).u16(1).zeros(8); // data_reference_index
        boxes.u16(channels).u16(16).zeros(4);
        boxes.u32((long) Math.min(sampleRate, 0xFFFF) << 16);
    }
}
