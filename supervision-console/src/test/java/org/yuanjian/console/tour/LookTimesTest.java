package org.yuanjian.console.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LookTimesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final LookTimes times = new LookTimes();

    private long told(String session, int points, long millis, Instant at) {
        List<Look> looks =
                IntStream.range(0, points).mapToObj(i -> Look.of("p" + i, millis, "")).toList();
        return times.possible(session, looks, at).stream().mapToLong(Look::millis).sum();
    }

    @Test
    void possible_pageOfSixteen_countsAsLongAsTimePassed() {
        told("s", 64, 3_600_000, NOW);

        assertThat(told("s", 16, 10_000, NOW.plusSeconds(10))).isEqualTo(160_000);
    }

    @Test
    void possible_hoursInAMoment_areNotBelieved() {
        assertThat(told("s", 64, 3_600_000, NOW)).isEqualTo(480_000);
        assertThat(told("s", 64, 3_600_000, NOW)).isZero();
        assertThat(told("s", 64, 3_600_000, NOW.plusSeconds(3))).isEqualTo(48_000);
        assertThat(told("s", 64, 3_600_000, NOW.plusSeconds(86_400))).isEqualTo(4_800_000);
        assertThat(told("other", 1, 4_000, NOW)).isEqualTo(4_000);
    }

    @Test
    void possible_tooLittleTime_isATry() {
        told("s", 64, 3_600_000, NOW);

        List<Look> looks = times.possible("s", List.of(Look.of("p", 9_000, "")), NOW);

        assertThat(looks.getFirst().state()).isEqualTo(Look.State.TRIED);
    }
}
