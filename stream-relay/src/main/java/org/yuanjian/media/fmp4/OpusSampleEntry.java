package org.yuanjian.media.fmp4;

/// `Opus` with its `dOps` box (Encapsulation of Opus in ISO Base Media File Format §4.3).
///
/// @param channels 1 or 2
record OpusSampleEntry(int channels) implements SampleEntry {
    static final int CLOCK_RATE = 48_000;

    @Override
    public String codecString() {
        return "opus";
    }

    @Override
    public int timescale() {
        return CLOCK_RATE;
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
                "Opus",
                () -> {
                    SampleEntry.writeAudioFields(boxes, channels, CLOCK_RATE);
                    // Version, channels, pre-skip, input rate, gain, mapping family.
                    boxes.box(
                            "dOps",
                            () -> boxes.u8(0).u8(channels).u16(0).u32(CLOCK_RATE).u16(0).u8(0));
                });
    }
}
