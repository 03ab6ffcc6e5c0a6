package org.yuanjian.console.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.store.SqlStore;

/// Finds who looked at points: what each office is told about its own. Days are those of China.
public final class WatchStore {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration LONGEST_VIEW = Duration.ofHours(12);
    private static final int MOST = 10_000;
    private static final String TICKET = "ticket";
    private static final String STREAM = "stream";

    private final SqlStore sql;
    private final LedgerStore ledger;

    WatchStore(SqlStore sql, LedgerStore ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /// What began on that day, in the order of time; 10,000 views of a point at most.
    public List<Watched> whoWatched(Collection<String> points, LocalDate day) {
        Instant from = day.atStartOfDay(CHINA).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(CHINA).toInstant();
        List<Watched> all = new ArrayList<>();
        for (String point : points) {
            all.addAll(ofPoint(point, from, to));
        }
        all.sort(Comparator.comparing(Watched::start).thenComparing(Watched::point));
        return all;
    }

    private List<Watched> ofPoint(String point, Instant from, Instant to) {
        List<LedgerRecord> starts = events(point, AuditKind.VIEW_START, from, to);
        if (starts.isEmpty()) {
            return List.of();
        }
        Map<String, LedgerRecord> ends = new HashMap<>();
        events(point, AuditKind.VIEW_END, from, to.plus(LONGEST_VIEW))
                .forEach(end -> ends.putIfAbsent(key(end), end));
        return starts.stream().map(start -> watched(start, ends.get(key(start)))).toList();
    }

    private static String key(LedgerRecord view) {
        return view.facts().getOrDefault(TICKET, "") + " " + view.facts().getOrDefault(STREAM, "");
    }

    private static Watched watched(LedgerRecord start, @Nullable LedgerRecord end) {
        return new Watched(
                start.object(),
                start.facts().getOrDefault(STREAM, ""),
                start.actor(),
                start.name(),
                start.reason(),
                start.at(),
                end == null ? null : seconds(end));
    }

    private static @Nullable Long seconds(LedgerRecord end) {
        String text = end.facts().getOrDefault("seconds", "");
        return text.matches("\\d{1,9}") ? Long.valueOf(text) : null;
    }

    private List<LedgerRecord> events(String point, AuditKind kind, Instant from, Instant to) {
        List<Long> numbers =
                sql.reading()
                        .sql(
                                """
                                SELECT number FROM ledger_leaf
                                WHERE object = ? AND kind = ? AND at_micros >= ? AND at_micros < ?
                                ORDER BY number LIMIT ?
                                """)
                        .params(
                                point,
                                kind.key(),
                                LedgerSearchStore.micros(from),
                                LedgerSearchStore.micros(to),
                                MOST)
                        .query((row, _) -> row.getLong("number"))
                        .list();
        return ledger.records(numbers).stream()
                .map(LedgerRecord::of)
                .filter(record -> record.result().equals(AuditResult.DONE.key()))
                .toList();
    }
}
