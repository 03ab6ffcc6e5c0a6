package org.yuanjian.camera.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.health.PointCondition.Cause;

class PointHealthTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private static final Duration QUICK = Duration.ofMillis(20);
    private static final ProbeResult FINE = new ProbeResult(Cause.NONE, "", QUICK);
    private static final ProbeResult SILENT =
            new ProbeResult(Cause.NO_ANSWER, "no answer", Duration.ofMillis(3_500));

    private final PointHealth health =
            new PointHealth(
                    HealthSettings.USUAL,
                    new Random(1),
                    PointCondition.unknown(Cause.NOT_LOOKED_AT, START),
                    START);
    private Instant now = START;

    private Optional<PointCondition> look(ProbeResult result) {
        health.look();
        Instant began = now;
        now = now.plus(result.took());
        return health.looked(result, began, now);
    }

    private void pass(long seconds) {
        now = now.plusSeconds(seconds);
    }

    private PointState state() {
        return health.condition().state();
    }

    @Test
    void looked_answer_isOnlineAndDueInAMinuteOrSo() {
        assertThat(look(FINE)).map(PointCondition::state).contains(PointState.ONLINE);
        assertThat(Duration.between(START, health.due()).toSeconds()).isBetween(48L, 72L);
        assertThat(look(FINE)).isEmpty();
    }

    @Test
    void looked_oneFailure_isRepeatedAfterTenSecondsAndFlagsNothing() {
        look(FINE);
        pass(60);
        Instant began = now;
        assertThat(look(SILENT)).isEmpty();
        assertThat(health.due()).isEqualTo(began.plusSeconds(10));
        assertThat(state()).isEqualTo(PointState.ONLINE);
        pass(7);
        assertThat(look(FINE)).isEmpty();
        assertThat(state()).isEqualTo(PointState.ONLINE);
    }

    @Test
    void looked_twoFailures_isOfflineWithinNinetySecondsAtWorst() {
        look(FINE);
        now = START.plusSeconds(72);
        look(SILENT);
        now = health.due();
        assertThat(look(SILENT)).map(PointCondition::cause).contains(Cause.NO_ANSWER);
        assertThat(state()).isEqualTo(PointState.OFFLINE);
        assertThat(Duration.between(START, now)).isLessThan(Duration.ofSeconds(90));
        pass(60);
        assertThat(look(FINE)).map(PointCondition::state).contains(PointState.ONLINE);
    }

    @Test
    void looked_failuresApart_areNotTwo() {
        look(FINE);
        look(SILENT);
        look(FINE);
        assertThat(look(SILENT)).isEmpty();
    }

    @Test
    void looked_refusal_isSaidAtOnceInTheDevicesWords() {
        assertThat(look(new ProbeResult(Cause.REFUSED, "401 Unauthorized", QUICK)))
                .contains(
                        new PointCondition(
                                PointState.UNAUTHORISED, Cause.REFUSED, "401 Unauthorized", now));
    }

    @Test
    void looked_lateOrWithoutTheStream_isDegraded() {
        assertThat(look(new ProbeResult(Cause.NONE, "", Duration.ofSeconds(3))))
                .map(PointCondition::cause)
                .contains(Cause.SLOW);
        assertThat(look(new ProbeResult(Cause.NO_STREAM, "404", QUICK)))
                .map(PointCondition::cause)
                .contains(Cause.NO_STREAM);
        assertThat(state()).isEqualTo(PointState.DEGRADED);
    }

    @Test
    void frames_fresh_spareTheLook() {
        look(FINE);
        for (int i = 0; i < 200; i++) {
            pass(1);
            assertThat(health.frames(Optional.of(Duration.ofMillis(60)), now)).isEmpty();
            assertThat(health.due()).isAfter(now.plusSeconds(40));
        }
    }

    @Test
    void frames_stop_areKnownWithinTenSeconds() {
        health.frames(Optional.of(QUICK), now);
        Instant last = now;
        pass(5);
        health.frames(Optional.of(Duration.ofSeconds(5)), now);
        assertThat(health.due()).isAfter(now);
        now = now.plusMillis(500);
        health.frames(Optional.of(Duration.ofMillis(5_500)), now);
        assertThat(health.due()).isEqualTo(now);
        look(SILENT);
        assertThat(state()).isEqualTo(PointState.OFFLINE);
        assertThat(Duration.between(last, now)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void frames_stopThoughItAnswers_isDegradedUntilTheyComeOrNobodyWatches() {
        health.frames(Optional.of(QUICK), now);
        pass(6);
        health.frames(Optional.of(Duration.ofSeconds(6)), now);
        assertThat(look(FINE)).map(PointCondition::cause).contains(Cause.NO_FRAMES);
        pass(2);
        assertThat(health.frames(Optional.of(QUICK), now))
                .map(PointCondition::state)
                .contains(PointState.ONLINE);
        pass(6);
        health.frames(Optional.of(Duration.ofSeconds(6)), now);
        look(FINE);
        health.frames(Optional.empty(), now);
        assertThat(look(FINE)).map(PointCondition::state).contains(PointState.ONLINE);
    }

    @Test
    void unreachable_notRegistered_isUnknown() {
        assertThat(health.unreachable(Cause.NOT_REGISTERED, now))
                .map(PointCondition::cause)
                .contains(Cause.NOT_REGISTERED);
        assertThat(state()).isEqualTo(PointState.UNKNOWN);
    }
}
