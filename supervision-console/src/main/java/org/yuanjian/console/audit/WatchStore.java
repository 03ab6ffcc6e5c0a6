package org.yuanjian.console.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Finds who looked at points: what each office is told about its own. Days are those of China.
public final class WatchStore {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Duration LONGEST_VIEW = Duration.ofHours(12);

    /// Longer than a ticket waits for its view, and than a record for the ledger.
    private static final Duration LATE = Duration.ofMinutes(5);

    private static final int MOST = 30_000;
    private static final int PAGE = 1_000;

    private final SqlStore sql;
    private final LedgerStore ledger;

    /// The day, and between which numbers the records are that tell of it.
    private record Day(Instant from, Instant to, long first, long end) {
        private boolean has(LedgerRecord record) {
            return !record.at().isBefore(from) && record.at().isBefore(to);
        }
    }

    WatchStore(SqlStore sql, LedgerStore ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /// What began on that day, in the order of time; of each point what 30,000 records tell at
    /// most.
    public List<Watched> whoWatched(Collection<String> points, LocalDate date) {
        Day day = day(date);
        List<Watched> all = new ArrayList<>();
        for (String point : points) {
            all.addAll(looks(point, day).all());
        }
        all.sort(Comparator.comparing(Watched::start).thenComparing(Watched::point));
        return all;
    }

    /// Numbers follow time but for what had to wait; so the index by point is enough.
    private Day day(LocalDate date) {
        Instant from = date.atStartOfDay(CHINA).toInstant();
        Instant to = date.plusDays(1).atStartOfDay(CHINA).toInstant();
        long before =
                nearest(
                        "at_micros < ? ORDER BY at_micros DESC, number DESC LIMIT 1",
                        from.minus(LATE),
                        0);
        long behind =
                nearest(
                        "at_micros >= ? ORDER BY at_micros, number LIMIT 1",
                        to.plus(LONGEST_VIEW).plus(LATE),
                        Long.MAX_VALUE);
        return new Day(from, to, before, behind);
    }

    private long nearest(String where, Instant at, long none) {
        return sql
                .reading()
                .sql("SELECT number FROM ledger_leaf WHERE " + where)
                .param(Micros.of(at))
                .query(Long.class)
                .list()
                .stream()
                .findFirst()
                .orElse(none);
    }

    private PointLooks looks(String point, Day day) {
        PointLooks looks = new PointLooks();
        List<Long> numbers = numbers(point, day);
        for (int i = 0; i < numbers.size(); i += PAGE) {
            ledger.records(numbers.subList(i, Math.min(numbers.size(), i + PAGE))).stream()
                    .map(LedgerRecord::of)
                    .filter(record -> record.result().equals(AuditResult.DONE.key()))
                    .forEach(record -> put(record, day, looks));
        }
        return looks;
    }

    private List<Long> numbers(String point, Day day) {
        return sql.reading()
                .sql(
                        """
                        SELECT number FROM ledger_leaf
                        WHERE object = ? AND number >= ? AND number < ? AND kind IN (?, ?, ?, ?, ?)
                        ORDER BY number LIMIT ?
                        """)
                .params(
                        point,
                        day.first(),
                        day.end(),
                        AuditKind.VIEW_GRANT.key(),
                        AuditKind.VIEW_START.key(),
                        AuditKind.VIEW_END.key(),
                        AuditKind.SNAPSHOT.key(),
                        AuditKind.THUMBNAIL.key(),
                        MOST)
                .query((row, _) -> row.getLong("number"))
                .list();
    }

    private static void put(LedgerRecord record, Day day, PointLooks looks) {
        switch (AuditKind.of(record.kind())) {
            case VIEW_GRANT -> looks.granted(record);
            case VIEW_END -> looks.ended(record);
            case VIEW_START -> {
                if (day.has(record)) {
                    looks.started(record);
                }
            }
            default -> {
                if (day.has(record)) {
                    looks.seen(record);
                }
            }
        }
    }
}
