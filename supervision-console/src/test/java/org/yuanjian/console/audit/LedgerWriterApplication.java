package org.yuanjian.console.audit;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.yuanjian.camera.store.SqlSettings;

/// Takes events down with several threads until it is killed, and prints each number once it was
/// told that the event is on the disk.
public final class LedgerWriterApplication {
    private static final int THREADS = 8;

    private LedgerWriterApplication() {}

    /// @param arguments file of the database
    public static void main(String[] arguments) {
        TestLedger test = new TestLedger(SqlSettings.sqlite(Path.of(arguments[0]))).started();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "thread-" + thread;
            threads.execute(() -> write(test.ledger, name));
        }
    }

    private static void write(Ledger ledger, String name) {
        for (int i = 0; ; i++) {
            AuditEvent event =
                    AuditEvent.done(AuditKind.VIEW_START, TestLedger.ACTOR, name + "/" + i);
            long number = ledger.submit(event).join();
            System.out.println(number + " " + event.object());
        }
    }
}
