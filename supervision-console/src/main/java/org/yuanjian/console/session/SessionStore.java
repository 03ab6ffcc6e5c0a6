package org.yuanjian.console.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountStore;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.account.Person.Stage;
import org.yuanjian.console.setting.YuanjianSettings;

/// Keeps sessions, so that they outlive a restart and count on every node. Any thread.
public final class SessionStore {
    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST_AGENT = 200;
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);
    private static final String FIND =
            """
            SELECT a.*, s.id AS session_id, s.stage, s.way, s.view_as, s.address,
                s.seen_micros, s.until_micros
            FROM person_session s JOIN account a ON a.id = s.account
            WHERE s.until_micros > ? AND s.seen_micros > ? AND a.disabled = 0
            """;

    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;
    private final Duration life;
    private final Duration idle;

    public SessionStore(SqlStore sql, InstantSource clock, YuanjianSettings.Account settings) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.life = settings.session();
        this.idle = settings.idle();
    }

    /// A session as it is listed.
    ///
    /// @param agent what the browser calls itself
    public record Listed(
            String id,
            String account,
            Stage stage,
            String address,
            String agent,
            Instant created,
            Instant seen,
            Instant until) {}

    /// Where a request comes from.
    record Origin(String address, String agent) {}

    /// A session that was opened, and what its cookie says.
    record Opened(String id, String token) {}

    /// @param way by which somebody said who they are: `password` or `oidc`
    Opened open(Account account, Stage stage, String way, Origin origin) {
        Opened opened = new Opened(ids.next(), Secrets.fresh(TOKEN_BYTES));
        long now = now();
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO person_session (id, token, account, stage, way, view_as,
                                    challenge, address, agent, created_micros, seen_micros,
                                    until_micros)
                                VALUES (?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?)
                                """)
                        .params(
                                opened.id(),
                                Secrets.digest(opened.token()),
                                account.id(),
                                stage.name(),
                                way,
                                origin.address(),
                                cut(origin.agent()),
                                now,
                                now,
                                now + Micros.of(life))
                        .update());
        return opened;
    }

    private static String cut(String agent) {
        return agent.length() > LONGEST_AGENT ? agent.substring(0, LONGEST_AGENT) : agent;
    }

    /// Who holds the cookie; empty when the session is over or the account disabled.
    Optional<Person> find(String token) {
        long now = now();
        Optional<Row> found =
                sql.reading()
                        .sql(FIND + " AND s.token = ?")
                        .params(now, now - Micros.of(idle), Secrets.digest(token))
                        .query(SessionStore::row)
                        .optional();
        found.filter(row -> now - row.seenMicros() > Micros.of(SEEN_STEP))
                .ifPresent(row -> seen(row.session().id(), now));
        return found.map(this::person);
    }

    /// The same person as the session and the accounts are now; empty when it is over. Does not
    /// count as a sign of life.
    public Optional<Person> again(Person person) {
        long now = now();
        return sql.reading()
                .sql(FIND + " AND s.id = ?")
                .params(now, now - Micros.of(idle), person.sessionId())
                .query(SessionStore::row)
                .optional()
                .map(this::person)
                .filter(Person::isSignedIn);
    }

    private record Row(Account account, Person.Session session, String viewAs, long seenMicros) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        Account account = AccountStore.read(row, number);
        Person.Session session =
                new Person.Session(
                        row.getString("session_id"),
                        Stage.valueOf(row.getString("stage")),
                        row.getString("way"),
                        row.getString("address"),
                        Micros.instant(row.getLong("until_micros")));
        return new Row(account, session, row.getString("view_as"), row.getLong("seen_micros"));
    }

    private void seen(String id, long now) {
        sql.write(db ->
                db.sql("UPDATE person_session SET seen_micros = ? WHERE id = ?")
                        .params(now, id)
                        .update());
    }

    private Person person(Row row) {
        Account shown =
                row.viewAs().isEmpty()
                        ? row.account()
                        : new AccountStore(sql, clock).account(row.viewAs()).orElse(row.account());
        return new Person(shown, row.account(), row.session());
    }

    /// Goes on to another stage with another cookie, so that one known before opens nothing more.
    String advance(String id, Stage stage) {
        String token = Secrets.fresh(TOKEN_BYTES);
        sql.write(db ->
                db.sql(
                                "UPDATE person_session SET stage = ?, token = ?, challenge = '' WHERE id = ?")
                        .params(stage.name(), Secrets.digest(token), id)
                        .update());
        return token;
    }

    /// What has to come back from the browser, once.
    void setChallenge(String id, String challenge) {
        sql.write(db ->
                db.sql("UPDATE person_session SET challenge = ? WHERE id = ?")
                        .params(challenge, id)
                        .update());
    }

    /// Takes the challenge: a second time it is empty.
    String takeChallenge(String id) {
        return sql.write(db -> {
            String challenge =
                    db.sql("SELECT challenge FROM person_session WHERE id = ?")
                            .param(id)
                            .query(String.class)
                            .optional()
                            .orElse("");
            db.sql("UPDATE person_session SET challenge = '' WHERE id = ?").param(id).update();
            return challenge;
        });
    }

    /// Shows the console as another account; empty ends that.
    public void viewAs(String id, String account) {
        sql.write(db ->
                db.sql("UPDATE person_session SET view_as = ? WHERE id = ?")
                        .params(account, id)
                        .update());
    }

    /// Those of an account that are not over, the newest first.
    List<Listed> list(String account) {
        long now = now();
        return sql.reading()
                .sql(
                        """
                        SELECT * FROM person_session
                        WHERE account = ? AND until_micros > ? AND seen_micros > ?
                        ORDER BY id DESC
                        """)
                .params(account, now, now - Micros.of(idle))
                .query((row, _) ->
                        new Listed(
                                row.getString("id"),
                                row.getString("account"),
                                Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                                row.getString("address"),
                                row.getString("agent"),
                                Micros.instant(row.getLong("created_micros")),
                                Micros.instant(row.getLong("seen_micros")),
                                Micros.instant(row.getLong("until_micros"))))
                .list();
    }

    /// Whose session it is.
    Optional<String> owner(String id) {
        return sql.reading()
                .sql("SELECT account FROM person_session WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional();
    }

    /// Whether the session goes on and its account with it.
    public boolean isOpen(String id) {
        long now = now();
        return sql.reading()
                        .sql(
                                """
                                SELECT COUNT(*) FROM person_session s
                                    JOIN account a ON a.id = s.account
                                WHERE s.id = ? AND s.until_micros > ? AND s.seen_micros > ?
                                    AND a.disabled = 0
                                """)
                        .params(id, now, now - Micros.of(idle))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /// Ids of all that go on and their accounts with them.
    public Set<String> open() {
        long now = now();
        return Set.copyOf(
                sql.reading()
                        .sql(
                                """
                                SELECT s.id FROM person_session s
                                    JOIN account a ON a.id = s.account
                                WHERE s.until_micros > ? AND s.seen_micros > ? AND a.disabled = 0
                                """)
                        .params(now, now - Micros.of(idle))
                        .query(String.class)
                        .list());
    }

    boolean end(String id) {
        return sql.write(db -> db.sql("DELETE FROM person_session WHERE id = ?").param(id).update())
                == 1;
    }

    /// Ends all of an account but one, and those that are over; tells which.
    List<String> endAll(String account, String but) {
        return sql.write(db ->
                db.sql("DELETE FROM person_session WHERE account = ? AND id <> ? RETURNING id")
                        .params(account, but)
                        .query(String.class)
                        .list());
    }

    /// Ends all there are; tells how many.
    public int endEverybody() {
        return sql.write(db -> db.sql("DELETE FROM person_session").update());
    }

    /// Forgets those that are over.
    void sweep() {
        long now = now();
        sql.write(db ->
                db.sql("DELETE FROM person_session WHERE until_micros <= ? OR seen_micros <= ?")
                        .params(now, now - Micros.of(idle))
                        .update());
    }

    private long now() {
        return Micros.of(clock.instant());
    }
}
