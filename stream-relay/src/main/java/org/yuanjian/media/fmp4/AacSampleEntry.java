package org.yuanjian.media.fmp4;

import java.util.Optional;
import org.yuanjian.media.TrackFormat;

/// `mp4a` with its elementary stream descriptor (ISO/IEC 14496-14 §5.6, 14496-1 §7.2.6).
final class AacSampleEntry implements SampleEntry {
    private static final int MAX_CONFIG_BYTES = 64;
    private static final int ESCAPED_OBJECT_TYPE = 31;

    private final byte[] config;
    private final int timescale;
    private final int channels;

    /// @param config AudioSpecificConfig
    /// @param timescale the track's RTP clock
    private AacSampleEntry(byte[] config, int timescale, int channels) {
        this.config = config;
        this.timescale = timescale;
        this.channels = channels;
    }

    static Optional<AacSampleEntry> of(TrackFormat format) {
        return format.parameterSets().stream()
                .findFirst()
                .filter(config -> config.length >= 2 && config.length <= MAX_CONFIG_BYTES)
                .filter(_ -> format.clockRate() > 0)
                .map(config ->
                        new AacSampleEntry(
                                config, format.clockRate(), Math.max(1, format.channels())));
    }

    // RFC 6381 §3.3: object type indication 40, then the audio object type.
    @Override
    public String codecString() {
        int type = config[0] >> 3 & 0x1F;
        if (type == ESCAPED_OBJECT_TYPE) {
            type = 32 + (((config[0] & 0x07) << 3) | ((config[1] >> 5) & 0x07));
        }
        return "mp4a.40." + type;
    }

    @Override
    public int timescale() {
        return timescale;
    }

    @Override
    public int width() {
        return 0;
    }

    @Override
    public int height() {
        return 0;
    }

    @Override
    public void writeTo(BoxWriter boxes) {
        boxes.box(
                "mp4a",
                () -> {
                    SampleEntry.writeAudioFields(boxes, channels, timescale);
                    boxes.box("esds", 0, 0, () -> writeDescriptor(boxes));
                });
    }

    private void writeDescriptor(BoxWriter boxes) {
        int specific = 2 + config.length;
        int decoder = 2 + 13 + specific;
        boxes.u8(0x03).u8(3 + decoder + 3).u16(0).u8(0); // ES_Descriptor
        boxes.u8(0x04).u8(13 + specific); // DecoderConfigDescriptor
        boxes.u8(0x40).u8(0x15).zeros(3).u32(0).u32(0); // MPEG-4 audio, audio stream
        boxes.u8(0x05).u8(config.length).bytes(config); // DecoderSpecificInfo
        boxes.u8(0x06).u8(1).u8(2); // SLConfigDescriptor: MP4
    }
}
