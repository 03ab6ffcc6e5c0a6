package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.Tone;
import org.yuanjian.media.TrackFormat;

/// AAC and G.711 become Opus of the same pitch and length.
class OpusTranscoderTest {
    @Test
    void transcode_alaw_keepsPitchAndTime() throws Exception {
        List<AccessUnit> tone = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tone.add(Tone.unit(1, i, 440, 0));
        }
        List<AccessUnit> opus = transcode(Tone.format(), tone);

        // A second of sound, less what the resampler still holds.
        assertThat(opus).hasSizeBetween(48, 50);
        assertThat(opus.getFirst().timestampTicks()).isEqualTo(500 * 6);
        for (int i = 1; i < opus.size(); i++) {
            assertThat(opus.get(i).timestampTicks() - opus.get(i - 1).timestampTicks())
                    .isEqualTo(960);
        }
        assertThat(OpusPitch.hertz(opus)).isCloseTo(440, within(5.0));
        opus.forEach(AccessUnit::release);
    }

    @Test
    void transcode_mulaw_keepsPitch() throws Exception {
        List<AccessUnit> tone = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tone.add(Tone.mulawUnit(1, i, 440, 0));
        }
        List<AccessUnit> opus = transcode(Tone.mulawFormat(), tone);

        assertThat(OpusPitch.hertz(opus)).isCloseTo(440, within(5.0));
        opus.forEach(AccessUnit::release);
    }

    @Test
    void transcode_aac_arrivalFollowsTheTimestamps() throws Exception {
        List<AccessUnit> opus = transcode(Clip.aacFormat(), Clip.aac(0, 0));

        // Of 64 ms each a frame arrives every 64 ms: what is 20 ms later arrives 20 ms later.
        for (int i = 1; i < opus.size(); i++) {
            long step = opus.get(i).arrivalNanos() - opus.get(i - 1).arrivalNanos();
            assertThat(step).isCloseTo(20_000_000L, within(1_000_000L));
        }
        opus.forEach(AccessUnit::release);
    }

    @Test
    void transcode_aac_keepsPitch() throws Exception {
        List<AccessUnit> opus = transcode(Clip.aacFormat(), Clip.aac(2, 0));

        assertThat(opus).hasSizeBetween(55, 66);
        assertThat(opus.getFirst().track()).isEqualTo(2);
        assertThat(OpusPitch.hertz(opus)).isCloseTo(440, within(5.0));
        opus.forEach(AccessUnit::release);
    }

    @Test
    void transcode_gap_followsTheSource() throws Exception {
        List<AccessUnit> tone = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            if (i < 20 || i >= 70) {
                tone.add(Tone.unit(1, i, 440, 0));
            }
        }
        List<AccessUnit> opus = transcode(Tone.format(), tone);

        long seconds = (opus.getLast().timestampTicks() - opus.getFirst().timestampTicks()) / 960;
        assertThat(seconds).isBetween(96L, 100L);
        opus.forEach(AccessUnit::release);
    }

    @Test
    void transcode_hostileAac_costsErrorsOnly() throws Exception {
        Random random = new Random(20260101);
        try (OpusTranscoder transcoder = new OpusTranscoder(Clip.aacFormat())) {
            for (int i = 0; i < 2000; i++) {
                byte[] bytes = new byte[1 + random.nextInt(600)];
                random.nextBytes(bytes);
                AccessUnit unit =
                        new AccessUnit(
                                0, i * 1024L, 0, true, List.of(Unpooled.wrappedBuffer(bytes)));
                transcoder.transcode(unit).forEach(AccessUnit::release);
                unit.release();
            }
            assertThat(transcoder.errors()).isPositive();
        }
    }

    @Test
    void open_hostileConfig_isRefusedOrSilent() {
        Random random = new Random(20260102);
        for (int i = 0; i < 200; i++) {
            byte[] config = new byte[1 + random.nextInt(30)];
            random.nextBytes(config);
            TrackFormat format = Clip.aacFormat().withParameterSets(List.of(config));
            try (OpusTranscoder transcoder = new OpusTranscoder(format)) {
                Clip.aac(0, 0)
                        .forEach(unit -> {
                            transcoder.transcode(unit).forEach(AccessUnit::release);
                            unit.release();
                        });
            } catch (TranscodeException e) {
                assertThat(e).hasMessageContaining(Codec.AAC.name());
            }
        }
    }

    private static List<AccessUnit> transcode(TrackFormat format, List<AccessUnit> units)
            throws TranscodeException {
        List<AccessUnit> out = new ArrayList<>();
        try (OpusTranscoder transcoder = new OpusTranscoder(format)) {
            for (AccessUnit unit : units) {
                out.addAll(transcoder.transcode(unit));
                unit.release();
            }
            assertThat(transcoder.errors()).isZero();
        }
        return out;
    }
}
