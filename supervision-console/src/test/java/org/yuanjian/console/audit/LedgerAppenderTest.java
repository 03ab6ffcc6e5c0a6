package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.audit.format.TreeHead;

/// Two processes that take turns at one ledger.
final class LedgerAppenderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void append_headSignedByAnotherProcess_isNotSignedAgain(TestDatabase database) {
        try (TestLedger test = new TestLedger(database.fresh(folder))) {
            LedgerAppender one =
                    new LedgerAppender(test.store, TestLedger.KEY, "node-1", test.clock);
            LedgerAppender other =
                    new LedgerAppender(test.store, TestLedger.KEY, "node-2", test.clock);
            LedgerEntry entry =
                    new LedgerEntry(
                            TestLedger.event(1), TestLedger.START, LedgerEntry.Order.PATIENT);
            one.append(List.of(entry), false);
            other.append(List.of(), true);

            assertThat(one.append(List.of(), true)).isEmpty();

            assertThat(one.headSize()).isOne();
            assertThat(test.store.headsBefore(Long.MAX_VALUE, 9))
                    .extracting(TreeHead::size)
                    .containsExactly(1L);
        }
    }
}
