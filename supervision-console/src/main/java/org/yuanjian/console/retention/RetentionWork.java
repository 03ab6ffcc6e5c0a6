package org.yuanjian.console.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;

/// Deletes what is due, class by class, and tells the ledger how much it was of each. Whatever
/// breaks off, with the process or without, is completed by the next call: what was deleted is
/// counted with it, and told once. One thread.
final class RetentionWork implements DailyWork {
    private static final Logger log = LoggerFactory.getLogger(RetentionWork.class);

    /// What is left then waits for the next day.
    private static final int MOST_BATCHES = 200;

    private final List<Retained> all;
    private final RetentionStore store;
    private final AuditTrail audit;
    private final Told ledger;

    /// Finds what a call that broke off has left in the ledger.
    @FunctionalInterface
    interface Told {
        /// Number of the record about this object; empty for none.
        OptionalLong leaf(String object);
    }

    RetentionWork(List<Retained> all, RetentionStore store, AuditTrail audit, Told ledger) {
        this.all = List.copyOf(all);
        this.store = store;
        this.audit = audit;
        this.ledger = ledger;
    }

    @Override
    public void run(Instant now) {
        audit.requireOpen();
        LocalDate today = Retained.day(now);
        for (Retained retained : all) {
            try {
                delete(retained, today);
            } catch (RuntimeException e) {
                log.atError().addKeyValue("class", retained.key()).setCause(e).log("not deleted");
            }
        }
        store.untold().forEach(this::tell);
    }

    private void delete(Retained retained, LocalDate today) {
        retained.after().run();
        if (store.isTold(retained.key(), today)) {
            return;
        }
        int deleted = retained.batch();
        for (int i = 0; i < MOST_BATCHES && deleted == retained.batch(); i++) {
            deleted = store.delete(retained, today);
            retained.after().run();
        }
    }

    private void tell(DeletedDay deleted) {
        long leaf =
                ledger.leaf(deleted.object())
                        .orElseGet(() ->
                                audit.append(
                                        AuditEvent.done(
                                                        AuditKind.RETENTION,
                                                        Actor.SYSTEM,
                                                        deleted.object())
                                                .with("class", deleted.key())
                                                .with("day", deleted.day().toString())
                                                .with("count", Long.toString(deleted.count()))
                                                .with("digest", deleted.digest())));
        store.told(deleted, leaf);
    }
}
