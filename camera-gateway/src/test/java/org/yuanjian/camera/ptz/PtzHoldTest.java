package org.yuanjian.camera.ptz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PtzHoldTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final PtzOperator ANNA = new PtzOperator("anna", 1, "routine_tour");
    private static final PtzOperator BEN = new PtzOperator("ben", 1, "routine_tour");
    private static final PtzOperator CHIEF = new PtzOperator("chief", 2, "routine_tour");

    private final PtzHold hold = new PtzHold(Duration.ofSeconds(30));

    @Test
    void take_free_belongsToWhoTookIt() throws Exception {
        hold.take(ANNA, NOW);
        assertThat(hold.held(NOW)).contains(new PtzHold.Held(ANNA, NOW.plusSeconds(30)));
        hold.take(ANNA, NOW.plusSeconds(20));
        assertThat(hold.held(NOW.plusSeconds(49))).isPresent();
        assertThat(hold.held(NOW.plusSeconds(50))).isEmpty();
    }

    @Test
    void take_heldBySamePriority_isRefusedUntilItRunsOut() throws Exception {
        hold.take(ANNA, NOW);
        assertThatThrownBy(() -> hold.take(BEN, NOW.plusSeconds(29)))
                .isInstanceOfSatisfying(
                        PtzException.class,
                        e -> assertThat(e.kind()).isEqualTo(PtzException.Kind.HELD));
        hold.take(BEN, NOW.plusSeconds(30));
        assertThat(hold.held(NOW.plusSeconds(31)))
                .map(held -> held.operator().person())
                .contains("ben");
    }

    @Test
    void take_higherPriority_takesItAwayAndKeepsIt() throws Exception {
        hold.take(ANNA, NOW);
        hold.take(CHIEF, NOW.plusSeconds(1));
        assertThatThrownBy(() -> hold.take(ANNA, NOW.plusSeconds(2)))
                .isInstanceOf(PtzException.class);
    }
}
