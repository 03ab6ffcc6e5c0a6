package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.SettableClock;

final class LedgerWatchTest {
    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);
    private final AtomicReference<Optional<Instant>> failingSince =
            new AtomicReference<>(Optional.empty());

    @Test
    void look_ledgerFailsForAMinute_endsAllPictures() {
        try (LedgerWatch watch = new LedgerWatch(failingSince::get, node.gate::revoke, clock)) {
            node.open("t1", "amei", "s1");
            node.openPlatform("p");
            failingSince.set(Optional.of(clock.instant()));
            clock.advance(Duration.ofSeconds(60).minusMillis(1));
            watch.look();
            assertThat(node.ended).isEmpty();

            clock.advance(Duration.ofMillis(1));
            watch.look();
            assertThat(node.ended).containsExactlyInAnyOrder("t1 revoked", "p revoked");
            assertThat(node.running()).isEmpty();

            // A ticket from before opens nothing for long.
            node.open("t2", "amei", "s1");
            node.openPlatform("p");
            watch.look();
            assertThat(node.running()).isEmpty();

            failingSince.set(Optional.empty());
            node.open("t3", "amei", "s1");
            node.openPlatform("p");
            watch.look();
            assertThat(node.running()).containsExactly("p", "t3");
        }
    }
}
