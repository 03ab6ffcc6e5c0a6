package org.yuanjian.benchmark.fleet.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundLoopTest {
    @Test
    void aLaw_knownValues_areThoseOfTheStandard() {
        // ITU-T G.711 table 1a: silence is 0xD5, full scale 0xAA, its negative 0x2A.
        assertThat(SoundLoop.aLaw(0)).isEqualTo((byte) 0xD5);
        assertThat(SoundLoop.aLaw(32_767)).isEqualTo((byte) 0xAA);
        assertThat(SoundLoop.aLaw(-32_768)).isEqualTo((byte) 0x2A);
        assertThat(SoundLoop.aLaw(-1)).isEqualTo((byte) 0x55);
    }

    @Test
    void room_samples_areWholePacketsAndQuiet() {
        byte[] samples = SoundLoop.room().samples();
        assertThat(samples.length % 320).isZero();
        for (byte sample : samples) {
            int segment = ((sample ^ 0x55) >> 4) & 7;
            assertThat(segment).isLessThanOrEqualTo(5);
        }
    }
}
