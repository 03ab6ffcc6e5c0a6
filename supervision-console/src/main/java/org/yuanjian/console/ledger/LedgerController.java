package org.yuanjian.console.ledger;

import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.LedgerExports;
import org.yuanjian.console.audit.LedgerHealth;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.console.audit.LedgerSearchStore;
import org.yuanjian.console.audit.LedgerSearchStore.Question;
import org.yuanjian.console.audit.LedgerStore;
import org.yuanjian.console.audit.export.ExportWriter;
import org.yuanjian.console.audit.export.ExportedRecord;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.MerkleTree;
import org.yuanjian.console.audit.merkle.TreeHash;
import org.yuanjian.console.problem.ProblemException;

/// Shows the ledger. Each call but that for its state stands in the ledger itself.
@RestController
final class LedgerController {
    private static final int MOST = 200;
    private static final MediaType LINES = MediaType.parseMediaType("application/x-ndjson");

    private final LedgerReading reading;
    private final LedgerSearchStore search;
    private final LedgerStore store;
    private final LedgerExports exports;
    private final LedgerHealth health;

    LedgerController(
            LedgerReading reading,
            LedgerSearchStore search,
            LedgerStore store,
            LedgerExports exports,
            LedgerHealth health) {
        this.reading = reading;
        this.search = search;
        this.store = store;
        this.exports = exports;
        this.health = health;
    }

    /// @param next what to ask for as `cursor` to get the next; null at the end
    record Page(List<LedgerRecord> records, @Nullable Long next) {}

    /// A signed head.
    record Head(
            long size,
            Instant at,
            String node,
            String key,
            String root,
            String signature,
            String line) {
        static Head of(TreeHead head) {
            return new Head(
                    head.size(),
                    head.at(),
                    head.node(),
                    head.key(),
                    head.root().toString(),
                    head.signature(),
                    head.line());
        }
    }

    /// @param next what to ask for as `cursor` to get the next; null at the end
    record Heads(List<Head> heads, @Nullable Long next) {}

    /// That a record is in the ledger.
    ///
    /// @param leaf the text that was hashed
    /// @param path hashes from the leaf to the root, RFC 9162 §2.1.3
    record Proof(long number, String leaf, String hash, List<String> path, Head head) {}

    /// Which records.
    ///
    /// @param from the first moment, such as 2026-11-26T00:00:00Z; empty for any
    /// @param to the first moment after
    record Filter(
            @Nullable String from,
            @Nullable String to,
            @Nullable String kind,
            @Nullable String actor,
            @Nullable String object,
            @Nullable Long cursor) {
        Question question() {
            return new Question(
                    LedgerReading.time(text(from), Instant.EPOCH),
                    LedgerReading.time(text(to), Instant.MAX),
                    text(kind),
                    text(actor),
                    text(object),
                    cursor == null ? Long.MAX_VALUE : cursor);
        }

        static String text(@Nullable String value) {
            String text = value == null ? "" : value;
            if (text.length() > MOST) {
                throw LedgerReading.bad("Too long");
            }
            return text;
        }
    }

    /// The newest first.
    @Needs(Right.LEDGER)
    @GetMapping("/api/ledger")
    Page records(Filter filter, @RequestParam(defaultValue = "50") int limit, Person person) {
        Question question = filter.question();
        int most = limit(limit);
        reading.take(
                reading.event("records", person)
                        .with("from", Filter.text(filter.from()))
                        .with("to", Filter.text(filter.to()))
                        .with("kind", question.kind())
                        .with("of", question.actor())
                        .with("object", question.object()));
        List<LedgerRecord> records = search.find(question, most);
        return new Page(records, records.size() < most ? null : records.getLast().number());
    }

    private static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw LedgerReading.bad("limit is 1 to " + MOST);
        }
        return limit;
    }

    @Needs(Right.LEDGER)
    @GetMapping("/api/ledger/{number}/proof")
    Proof proof(@PathVariable String number, Person person) {
        long index = number.matches("\\d{1,18}") ? Long.parseLong(number) : Long.MAX_VALUE;
        TreeHead head =
                store.headsBefore(Long.MAX_VALUE, 1).stream()
                        .filter(last -> last.size() > index)
                        .findFirst()
                        .orElseThrow(LedgerController::unknown);
        reading.take(reading.event("proof", person).with("number", number));
        ExportedRecord record = store.records(index, 1).getFirst();
        return new Proof(
                index,
                record.leaf(),
                record.hash().toString(),
                new MerkleTree(store)
                        .inclusion(index, head.size()).stream().map(TreeHash::toString).toList(),
                Head.of(head));
    }

    /// Also for a record that no head covers yet.
    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_RECORD", "No such record");
    }

    /// The last first.
    @Needs(Right.LEDGER)
    @GetMapping("/api/ledger/heads")
    Heads heads(
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long cursor,
            @RequestParam(defaultValue = "50") int limit,
            Person person) {
        int most = limit(limit);
        reading.take(reading.event("heads", person));
        List<Head> heads = store.headsBefore(cursor, most).stream().map(Head::of).toList();
        return new Heads(heads, heads.size() < most ? null : heads.getLast().size());
    }

    @Needs(Right.LEDGER)
    @GetMapping("/api/ledger/export")
    ResponseEntity<StreamingResponseBody> export(
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            Person person) {
        ExportWriter.Range range =
                exports.prepare(
                        LedgerReading.time(from, Instant.EPOCH),
                        LedgerReading.time(to, Instant.MAX),
                        person.actor());
        StreamingResponseBody body =
                out -> {
                    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    exports.write(range, text);
                };
        return ResponseEntity.ok()
                .contentType(LINES)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("ledger-" + range.last().size() + ".ndjson")
                                .build()
                                .toString())
                .body(body);
    }

    /// @param failingSince null while all is well
    /// @param head null before the first
    record State(
            @Nullable Instant failingSince,
            long size,
            long lost,
            boolean rewritable,
            @Nullable Head head,
            LedgerHealth.Place secondPlace,
            long delivered,
            long freeBytes,
            boolean lowOnDisk) {}

    @Needs(Right.ACCOUNTS_READ)
    @GetMapping("/api/ledger/state")
    State state() {
        LedgerHealth.State state = health.state();
        TreeHead head = state.head();
        return new State(
                state.failingSince(),
                state.size(),
                state.lost(),
                state.isRewritable(),
                head == null ? null : Head.of(head),
                state.place(),
                state.delivered(),
                state.freeBytes(),
                state.isLowOnDisk());
    }
}
