package org.yuanjian.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/// Decode times from presentation times.
class DecodeTimesTest {
    @Test
    void next_noReordering_isThePresentationTime() {
        DecodeTimes times = new DecodeTimes(0, 100, 10);

        for (long shown = 100; shown < 200; shown += 10) {
            assertThat(times.next(shown)).isEqualTo(shown);
        }
    }

    @Test
    void next_depthTold_isEvenAndNeverLate() {
        DecodeTimes times = new DecodeTimes(2, 1_000, 10);
        long[] shown = {1_000, 1_040, 1_020, 1_010, 1_030, 1_080, 1_060, 1_050, 1_070};

        for (int i = 0; i < shown.length; i++) {
            assertThat(times.next(shown[i])).isEqualTo(980 + 10L * i).isLessThanOrEqualTo(shown[i]);
        }
    }

    /// A file has no times before its beginning.
    @Test
    void next_beginsAtZero_isNeverBelowIt() {
        DecodeTimes times = new DecodeTimes(2, 0, 10);
        long last = -1;
        for (long shown : new long[] {0, 40, 20, 10, 30, 80, 60, 50, 70}) {
            long decode = times.next(shown);
            assertThat(decode).isNotNegative().isGreaterThan(last);
            last = decode;
        }
    }

    @Test
    void next_depthWrong_growsAndRecovers() {
        DecodeTimes times = new DecodeTimes(0, 0, 10);
        long[] shown = {0, 40, 20, 10, 30, 80, 60, 50, 70, 120, 100, 90, 110, 160, 140};
        long last = Long.MIN_VALUE;
        for (int i = 0; i < shown.length; i++) {
            long decode = times.next(shown[i]);
            assertThat(decode).isGreaterThan(last);
            if (i > 8) {
                assertThat(decode).isLessThanOrEqualTo(shown[i]);
            }
            last = decode;
        }
    }

    @Test
    void next_anyTimes_risesStrictly() {
        Random random = new Random(20260101);
        DecodeTimes times = new DecodeTimes(2, 0, 10);
        long last = Long.MIN_VALUE;
        for (int i = 0; i < 10_000; i++) {
            long decode = times.next(random.nextInt(1_000_000));
            assertThat(decode).isGreaterThan(last);
            last = decode;
        }
    }
}
