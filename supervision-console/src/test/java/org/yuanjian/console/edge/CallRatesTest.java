package org.yuanjian.console.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final CallRates rates = new CallRates(10, 5);

    @Test
    void take_aBurst_passesAndTheNextWaits() {
        for (int i = 0; i < 5; i++) {
            assertThat(rates.take("a", NOW)).isZero();
        }
        assertThat(rates.take("a", NOW)).isEqualTo(Duration.ofMillis(100));
        assertThat(rates.take("b", NOW)).isZero();
    }

    @Test
    void take_refusedCalls_costNothing() {
        for (int i = 0; i < 50; i++) {
            rates.take("a", NOW);
        }
        assertThat(rates.take("a", NOW.plusMillis(100))).isZero();
        assertThat(rates.take("a", NOW.plusMillis(100))).isPositive();
    }

    @Test
    void take_atTheRate_passesForever() {
        Instant now = NOW;
        for (int i = 0; i < 1_000; i++) {
            assertThat(rates.take("a", now)).isZero();
            now = now.plusMillis(100);
        }
    }

    @Test
    void take_afterAPause_hasTheWholeBurstAndNoMore() {
        rates.take("a", NOW);
        Instant later = NOW.plusSeconds(3_600);
        for (int i = 0; i < 5; i++) {
            assertThat(rates.take("a", later)).isZero();
        }
        assertThat(rates.take("a", later)).isPositive();
    }
}
