package org.yuanjian.console.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.account.CallerNetwork;
import org.yuanjian.console.setting.YuanjianSettings;

/// Slows down guessing, over restarts and on every node: a name is locked for a quarter of an hour
/// after five failures; an address may fail twenty times an hour at one name and two hundred times
/// in all, as a whole office may share it. A name that nobody has counts like any other, and a
/// network of IPv6 like one address. Any thread.
final class SignInThrottle {
    static final int MOST_AT_ONE_NAME = 20;
    static final int MOST_FROM_ONE_ADDRESS = 200;

    private static final Duration HOUR = Duration.ofHours(1);

    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final int failures;
    private final Duration lock;

    SignInThrottle(SqlStore sql, InstantSource clock, YuanjianSettings.Account settings) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.failures = settings.failures();
        this.lock = settings.lock();
    }

    /// One try, which counts as failed until it is known to be none.
    ///
    /// @param left how long to wait instead; zero if it may be made
    record Try(String id, String name, Duration left) {
        boolean isAllowed() {
            return left.isZero();
        }
    }

    /// What tries of an account's second factor are counted under.
    static String factorOf(String account) {
        return "factor " + account;
    }

    /// Notes the try before it is made, so that tries made at once are all counted.
    Try begin(String name, String address) {
        String network = CallerNetwork.of(address);
        Try made = new Try(ids.next(), digest(name), Duration.ZERO);
        Instant now = clock.instant();
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO sign_in_failure (id, name, address, counts, at_micros)
                                VALUES (?, ?, ?, 1, ?)
                                """)
                        .params(made.id(), made.name(), network, Micros.of(now))
                        .update());
        Optional<Duration> wait = wait(made, network, now);
        wait.ifPresent(_ -> forget(made));
        return wait.map(left -> new Try(made.id(), made.name(), left)).orElse(made);
    }

    private static String digest(String name) {
        return Secrets.digest(name.strip().toLowerCase(Locale.ROOT));
    }

    /// The n-th newest of others, if there are so many, is what has to get old enough.
    private Optional<Duration> wait(Try made, String network, Instant now) {
        Optional<Duration> locked =
                left(
                        nth("name = ? AND counts = 1", lock, made, failures, now, made.name()),
                        lock,
                        now);
        Optional<Duration> here =
                left(
                        nth(
                                "name = ? AND address = ?",
                                HOUR,
                                made,
                                MOST_AT_ONE_NAME,
                                now,
                                made.name(),
                                network),
                        HOUR,
                        now);
        Optional<Duration> everywhere =
                left(
                        nth("address = ?", HOUR, made, MOST_FROM_ONE_ADDRESS, now, network),
                        HOUR,
                        now);
        return locked.or(() -> here).or(() -> everywhere);
    }

    private static Optional<Duration> left(Optional<Long> nth, Duration window, Instant now) {
        return nth.map(at ->
                        Duration.of(at + Micros.of(window) - Micros.of(now), ChronoUnit.MICROS))
                .filter(Duration::isPositive);
    }

    /// When the n-th newest try within the window was made, this one apart.
    @SuppressWarnings("PMD")
    private Optional<Long> nth(
            String which, Duration window, Try made, int n, Instant now, String... values) {
        JdbcClient.StatementSpec query =
                sql.reading()
                        .sql(
                                "SELECT at_micros FROM sign_in_failure WHERE "
                                        + which
                                        + " AND at_micros > ? AND id <> ?"
                                        + " ORDER BY at_micros DESC LIMIT 1 OFFSET ?");
        for (String value : values) {
            query = query.param(value);
        }
        return query.param(Micros.of(now.minus(window)))
                .param(made.id())
                .param(n - 1)
                .query(Long.class)
                .optional();
    }

    /// The try was none: what failed before no longer locks the name.
    void succeeded(Try made) {
        sql.write(db -> {
            db.sql("UPDATE sign_in_failure SET counts = 0 WHERE name = ?")
                    .param(made.name())
                    .update();
            return db.sql("DELETE FROM sign_in_failure WHERE id = ?").param(made.id()).update();
        });
    }

    /// The try was not made after all.
    void forget(Try made) {
        sql.write(
                db -> db.sql("DELETE FROM sign_in_failure WHERE id = ?").param(made.id()).update());
    }

    /// No try under that name was one after all.
    void forget(String name) {
        sql.write(db ->
                db.sql("DELETE FROM sign_in_failure WHERE name = ?").param(digest(name)).update());
    }

    /// Unlocks a name.
    void unlock(String name) {
        sql.write(db ->
                db.sql("UPDATE sign_in_failure SET counts = 0 WHERE name = ?")
                        .param(digest(name))
                        .update());
    }

    /// Forgets what no longer counts.
    void sweep() {
        long old = Micros.of(clock.instant().minus(HOUR.compareTo(lock) > 0 ? HOUR : lock));
        sql.write(db ->
                db.sql("DELETE FROM sign_in_failure WHERE at_micros <= ?").param(old).update());
    }
}
