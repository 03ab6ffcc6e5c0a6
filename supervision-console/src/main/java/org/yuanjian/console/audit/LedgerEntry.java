package org.yuanjian.console.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.LedgerLeaf;

/// One event on its way into the ledger.
final class LedgerEntry {
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_LEAF = 16 * 1024;
    private static final String CUT = "…";

    private final AuditEvent event;
    private final Instant at;
    private final Order order;
    private final SortedMap<String, Beside> beside = new TreeMap<>();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    private final CompletableFuture<Long> done = new CompletableFuture<>();

    private enum Stage {
        WAITING,
        TAKEN,
        ABANDONED
    }

    /// What is to be done with it besides.
    ///
    /// @param isPatient whether it may wait while the ledger cannot write
    /// @param isSealed whether a head follows at once
    /// @param deletes numbers of records beside which everything is deleted; the record says what
    record Order(boolean isPatient, boolean isSealed, List<Long> deletes) {
        static final Order AT_ONCE = new Order(false, false, List.of());
        static final Order PATIENT = new Order(true, false, List.of());
        static final Order SEALED = new Order(false, true, List.of());
    }

    /// @throws AuditException if the record would be larger than any the ledger takes
    LedgerEntry(AuditEvent event, Instant at, Order order) {
        this.event = event;
        this.at = at;
        this.order = order;
        putBeside("name", event.actor().name());
        putBeside("address", event.actor().address());
        putBeside("text", event.text());
        if (leaf(Long.MAX_VALUE, "", "").text().length() > LONGEST_LEAF) {
            throw new AuditException("the record is too large", null);
        }
    }

    private void putBeside(String field, String value) {
        if (!value.isEmpty()) {
            beside.put(field, Beside.of(clean(cut(value))));
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + CUT;
    }

    /// What no database can keep as text must not stop the records of others.
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace('\0', '\uFFFD');
    }

    /// The record, once its number is known.
    ///
    /// @param deleted what was deleted by it; empty for nothing
    LedgerLeaf leaf(long number, String node, String deleted) {
        SortedMap<String, String> facts = new TreeMap<>();
        event.facts().forEach((name, value) -> facts.put(clean(name), clean(value)));
        if (!deleted.isEmpty()) {
            facts.put("deleted", deleted);
        }
        SortedMap<String, String> salted = new TreeMap<>();
        beside.forEach((field, value) -> salted.put(field, value.hash()));
        return new LedgerLeaf(
                number,
                ChronoUnit.MICROS.between(Instant.EPOCH, at),
                node,
                event.kind().key(),
                event.result().key(),
                clean(event.actor().id()),
                clean(event.object()),
                clean(event.reason()),
                facts,
                salted);
    }

    SortedMap<String, Beside> beside() {
        return beside;
    }

    Instant at() {
        return at;
    }

    Order order() {
        return order;
    }

    CompletableFuture<Long> done() {
        return done;
    }

    /// Takes it for writing; false if nobody waits for it any more.
    boolean take() {
        return stage.compareAndSet(Stage.WAITING, Stage.TAKEN);
    }

    /// Gives it up; false if it is being written.
    boolean abandon() {
        return stage.compareAndSet(Stage.WAITING, Stage.ABANDONED);
    }
}
