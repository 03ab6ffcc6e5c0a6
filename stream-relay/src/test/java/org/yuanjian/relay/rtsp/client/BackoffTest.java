package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    void nextMillis_failureAfterFailure_staysBetweenASecondAndTheCeiling() {
        long ceiling = 2_000;
        for (int i = 0; i < 50; i++) {
            assertThat(backoff.nextMillis()).isBetween(1_000L, ceiling);
            ceiling = Math.min(60_000, 2 * ceiling);
        }
    }

    @Test
    void played_lessThanAMinute_keepsTheFailures() {
        Backoff other = new Backoff(new Random(7));
        other.nextMillis();
        backoff.nextMillis();
        backoff.played(TimeUnit.SECONDS.toNanos(60) - 1);

        for (int i = 0; i < 20; i++) {
            assertThat(backoff.nextMillis()).isEqualTo(other.nextMillis());
        }
    }

    @Test
    void played_aMinute_beginsAnew() {
        for (int i = 0; i < 10; i++) {
            backoff.nextMillis();
        }
        backoff.played(TimeUnit.SECONDS.toNanos(60));

        assertThat(backoff.nextMillis()).isBetween(1_000L, 2_000L);
    }

    @Test
    void reset_afterManyFailures_beginsAnew() {
        for (int i = 0; i < 10; i++) {
            backoff.nextMillis();
        }
        backoff.reset();

        assertThat(backoff.nextMillis()).isBetween(1_000L, 2_000L);
    }
}
