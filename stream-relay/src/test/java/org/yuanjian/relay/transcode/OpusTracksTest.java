package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;

/// What becomes Opus, and what a codec that fails in the midst of it leaves.
class OpusTracksTest {
    private static final int SOUND = 1;
    private static final int UNITS = 10;

    private static int turned(OpusTracks opus, int from) {
        List<AccessUnit> out = new ArrayList<>();
        for (int i = from; i < from + UNITS; i++) {
            AccessUnit unit = Tone.unit(SOUND, i, 440, 0);
            out.addAll(opus.turn(unit, Tone.format()));
            unit.release();
        }
        out.forEach(AccessUnit::release);
        return out.size();
    }

    @Test
    void formats_g711_areOpusAndOthersStay() {
        TrackFormat picture = TrackFormat.video(Codec.H264, 96, List.of());
        List<TrackFormat> tracks = List.of(picture, Tone.mulawFormat(), Clip.aacFormat());
        try (OpusTracks opus = OpusTracks.ofG711()) {
            assertThat(opus.formats(tracks))
                    .containsExactly(picture, OpusTranscoder.opusFormat(), Clip.aacFormat());
            assertThat(opus.turns(Tone.format())).isTrue();
            assertThat(opus.turns(picture)).isFalse();
        }
    }

    @Test
    void turn_sound_comesOutUntilTheCodecFails() {
        try (OpusTracks opus = OpusTracks.ofG711(Breaking::new)) {
            assertThat(turned(opus, 0)).isGreaterThanOrEqualTo(UNITS - 1);
            assertThat(opus.isSilent(SOUND)).isFalse();

            assertThat(turned(opus, UNITS)).isZero();
            assertThat(opus.isSilent(SOUND)).isTrue();
            assertThat(turned(opus, 2 * UNITS)).isZero();
        }
    }

    @Test
    void turn_noCodec_isSilent() {
        try (OpusTracks opus =
                OpusTracks.ofG711(_ -> {
                    throw new UnsatisfiedLinkError("made to fail");
                })) {
            assertThat(turned(opus, 0)).isZero();
            assertThat(opus.isSilent(SOUND)).isTrue();
        }
    }

    /// Fails for good after so many units.
    private static final class Breaking implements AudioTranscoder {
        private final OpusTranscoder codec;
        private int units;

        Breaking(TrackFormat format) throws TranscodeException {
            codec = new OpusTranscoder(format);
        }

        @Override
        public List<AccessUnit> transcode(AccessUnit unit) {
            if (units++ >= UNITS) {
                throw new IllegalStateException("made to fail");
            }
            return codec.transcode(unit);
        }

        @Override
        public void close() {
            codec.close();
        }
    }
}
