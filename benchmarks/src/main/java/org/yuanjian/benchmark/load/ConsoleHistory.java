package org.yuanjian.benchmark.load;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.health.PointState;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.LedgerStore;

/// Thirty days of a province's past, written into a gateway's database while it stands still:
/// breaks of points, what inspectors saw each day, findings and what became of them. The same on
/// every run.
public final class ConsoleHistory {
    public static final String PASSWORD = "a password of the load";
    public static final int DAYS = 30;

    private static final int LOCK = 4711;
    private static final int BATCH = 2_000;
    private static final int SEEN_A_DAY = 120;
    private static final int FINDINGS_A_DAY = 20;
    private static final double BREAKS_A_DAY = 0.3;
    private static final String PROVINCE = "440000";
    private static final SqlSchema SCHEMA =
            new SqlSchema(
                    "console_schema_history",
                    "org/yuanjian/console/migration",
                    LedgerStore.APPEND_ONLY);

    private final SplittableRandom random = new SplittableRandom(20_261_126);
    private final Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
    private final List<String> points;
    private final List<String> inspectors = new ArrayList<>();

    private ConsoleHistory(List<String> points) {
        this.points = points;
    }

    /// @param database file of a gateway that has made its tables and ended
    /// @param points codes
    /// @return names of the inspectors, who sign in with [#PASSWORD]
    public static List<String> write(Path database, List<String> points, int inspectors) {
        ConsoleHistory history = new ConsoleHistory(points);
        try (SqlStore sql = SqlStore.open(SqlSettings.sqlite(database), SCHEMA)) {
            List<String> names = history.people(sql, inspectors);
            history.breaks(sql);
            history.looks(sql);
            history.findings(sql);
            return names;
        }
    }

    private List<String> people(SqlStore sql, int count) {
        AccountStore accounts = new AccountStore(sql, Clock.systemUTC());
        String hash = new Passwords().hash(PASSWORD);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "inspector" + i;
            names.add(name);
            AccountStore.Draft draft =
                    new AccountStore.Draft(name, name, AccountRole.INSPECTOR, PROVINCE, "");
            inspectors.add(accounts.add(draft, hash, false).orElseThrow().id());
        }
        return names;
    }

    private void insert(SqlStore sql, String text, List<Object[]> rows) {
        sql.writeAlone(
                LOCK,
                (JdbcTemplate db) -> {
                    for (int i = 0; i < rows.size(); i += BATCH) {
                        db.batchUpdate(text, rows.subList(i, Math.min(rows.size(), i + BATCH)));
                    }
                    return rows.size();
                });
    }

    /// Each point is online but for some breaks.
    private void breaks(SqlStore sql) {
        List<Object[]> rows = new ArrayList<>();
        for (String point : points) {
            Instant at = now.minus(DAYS, ChronoUnit.DAYS);
            while (at.isBefore(now)) {
                long good = 1 + random.nextLong((long) (2 * 86_400 / BREAKS_A_DAY));
                Instant end = at.plusSeconds(good);
                rows.add(state(point, at, end, PointState.ONLINE, Cause.NONE));
                at = end.plusSeconds(60 + random.nextLong(7_200));
                rows.add(state(point, end, at, PointState.OFFLINE, Cause.NO_ANSWER));
            }
        }
        insert(
                sql,
                """
                INSERT INTO point_state (point, from_micros, to_micros, state, cause, detail)
                VALUES (?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING
                """,
                rows);
    }

    private static Object[] state(
            String point, Instant from, Instant to, PointState is, Cause why) {
        return new Object[] {point, Micros.of(from), Micros.of(to), is.name(), why.name()};
    }

    private void looks(SqlStore sql) {
        List<Object[]> rows = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.ofHours(8));
        for (int day = 0; day < DAYS; day++) {
            for (String inspector : inspectors) {
                int first = random.nextInt(points.size());
                for (int i = 0; i < SEEN_A_DAY; i++) {
                    rows.add(
                            new Object[] {
                                today.minusDays(day).toString(),
                                inspector,
                                points.get((first + i) % points.size())
                            });
                }
            }
        }
        insert(
                sql,
                """
                INSERT INTO day_look (day, account, point, state, millis)
                VALUES (?, ?, ?, 'seen', 12000) ON CONFLICT DO NOTHING
                """,
                rows);
    }

    private void findings(SqlStore sql) {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < DAYS * FINDINGS_A_DAY; i++) {
            Instant raised = now.minusSeconds(random.nextLong(DAYS * 86_400L));
            Instant due = raised.plus(3, ChronoUnit.DAYS);
            boolean isClosed = random.nextInt(10) < 8;
            rows.add(
                    new Object[] {
                        ids.next(),
                        i + 1,
                        points.get(random.nextInt(points.size())),
                        isClosed ? "closed" : "raised",
                        inspectors.get(random.nextInt(inspectors.size())),
                        Micros.of(raised),
                        Micros.of(due),
                        Micros.of(raised),
                        isClosed ? Micros.of(due) : 0
                    });
        }
        insert(
                sql,
                """
                INSERT INTO finding (id, number, point, site, region, kind, words, state, run, raised_by,
                    raised_micros, due_micros, changed_micros, closed_micros, overdue_told, was_late)
                VALUES (?, ?, ?, '', '440100', 'moved', '', ?, '', ?, ?, ?, ?, ?, 0, 0)
                """,
                rows);
    }
}
