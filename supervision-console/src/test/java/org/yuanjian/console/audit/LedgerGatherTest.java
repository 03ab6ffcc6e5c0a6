package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSettings;

class LedgerGatherTest {
    private static final Ledger.Settings GATHERING =
            new Ledger.Settings(
                    1_000,
                    100,
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(60),
                    Duration.ofHours(1));

    @TempDir Path folder;

    @Test
    void submit_nobodyWaits_isWrittenWithTheFirstThatSomebodyWaitsFor() {
        try (TestLedger test = gathering()) {
            CompletableFuture<Long> first = test.ledger.submit(TestLedger.event(1));
            CompletableFuture<Long> second = test.ledger.submit(TestLedger.event(2));
            assertThat(test.ledger.append(TestLedger.event(3))).isEqualTo(2);
            assertThat(first).isCompletedWithValue(0L);
            assertThat(second).isCompletedWithValue(1L);
        }
    }

    @Test
    void close_eventsAreGathered_areWrittenFirst() {
        CompletableFuture<Long> done;
        try (TestLedger test = gathering()) {
            done = test.ledger.submit(TestLedger.event(1));
        }
        assertThat(done).isCompletedWithValue(0L);
    }

    private TestLedger gathering() {
        SqlSettings settings = SqlSettings.sqlite(folder.resolve("test.db"));
        return new TestLedger(settings, GATHERING, () -> {}).started();
    }
}
