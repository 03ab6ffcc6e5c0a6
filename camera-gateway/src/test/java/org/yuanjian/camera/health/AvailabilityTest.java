package org.yuanjian.camera.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.health.Availability.Stretch;
import org.yuanjian.camera.health.PointCondition.Cause;

class AvailabilityTest {
    private static final Instant DAY = Instant.parse("2026-11-26T00:00:00Z");
    private static final Stretch HOURS = new Stretch(DAY, at(10));

    private static Instant at(double hours) {
        return DAY.plusSeconds((long) (hours * 3_600));
    }

    private static StateSpan span(PointState state, double from, @Nullable Instant to) {
        return new StateSpan("p", new PointCondition(state, Cause.NONE, "", at(from)), to);
    }

    private static Maintenance work(double from, double to) {
        return new Maintenance("m", Maintenance.Kind.POINT, "p", "", "", at(from), at(to));
    }

    @Test
    void of_statesInTurn_addsEachUp() {
        Availability sum =
                Availability.of(
                        List.of(
                                span(PointState.ONLINE, -5, at(4)),
                                span(PointState.OFFLINE, 4, at(5)),
                                span(PointState.DEGRADED, 5, at(8)),
                                span(PointState.UNKNOWN, 8, null)),
                        List.of(),
                        HOURS,
                        at(20));
        assertThat(sum)
                .isEqualTo(
                        new Availability(
                                Duration.ofHours(7),
                                Duration.ofHours(1),
                                Duration.ZERO,
                                Duration.ofHours(2)));
        assertThat(sum.share()).hasValue(0.875);
    }

    @Test
    void of_plannedWork_countsForNeitherSide() {
        Availability sum =
                Availability.of(
                        List.of(
                                span(PointState.ONLINE, 0, at(2)),
                                span(PointState.OFFLINE, 2, null)),
                        List.of(work(1, 5), work(3, 6)),
                        HOURS,
                        at(20));
        assertThat(sum.planned()).isEqualTo(Duration.ofHours(5));
        assertThat(sum.available()).isEqualTo(Duration.ofHours(1));
        assertThat(sum.down()).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void of_dayThatIsNotOver_endsNow() {
        Availability sum =
                Availability.of(List.of(span(PointState.ONLINE, 1, null)), List.of(), HOURS, at(3));
        assertThat(sum.available()).isEqualTo(Duration.ofHours(2));
        assertThat(sum.unknown()).isEqualTo(Duration.ofHours(1));
        assertThat(Availability.NONE.share()).isEmpty();
    }
}
