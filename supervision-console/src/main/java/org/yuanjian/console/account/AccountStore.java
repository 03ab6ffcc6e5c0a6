package org.yuanjian.console.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;

/// Keeps accounts and the hashes of their passwords. Any thread.
public final class AccountStore {
    private final SqlStore sql;
    private final InstantSource clock;
    private final TimeOrderedIds ids;

    public AccountStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
    }

    public List<Account> all() {
        return sql.reading()
                .sql("SELECT * FROM account ORDER BY name")
                .query(AccountStore::read)
                .list();
    }

    /// Those made after one, the oldest first.
    ///
    /// @param id empty for the first
    public List<Account> after(String id, int most) {
        return sql.reading()
                .sql("SELECT * FROM account WHERE id > ? ORDER BY id LIMIT ?")
                .params(id, most)
                .query(AccountStore::read)
                .list();
    }

    public Optional<Account> account(String id) {
        return sql.reading()
                .sql("SELECT * FROM account WHERE id = ?")
                .param(id)
                .query(AccountStore::read)
                .optional();
    }

    public Optional<Account> named(String name) {
        return sql.reading()
                .sql("SELECT * FROM account WHERE name = ?")
                .param(name)
                .query(AccountStore::read)
                .optional();
    }

    /// The account that signs in elsewhere as this subject.
    public Optional<Account> subject(String subject) {
        return sql.reading()
                .sql("SELECT * FROM account WHERE oidc_subject = ?")
                .param(subject)
                .query(AccountStore::read)
                .optional();
    }

    /// Of the columns of `account`, wherever they stand.
    public static Account read(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getString("id"),
                row.getString("name"),
                row.getString("full_name"),
                AccountRole.of(row.getString("role")).orElseThrow(),
                row.getString("region"),
                row.getString("site"),
                row.getInt("must_change") == 1,
                row.getInt("disabled") == 1,
                row.getString("oidc_subject"),
                Micros.instant(row.getLong("created_micros")));
    }

    /// What is asked for a new account or a change of one.
    public record Draft(
            String name, String fullName, AccountRole role, String region, String site) {}

    /// An id that nobody has yet.
    public String freshId() {
        return ids.next();
    }

    /// Adds an account under an id of its own; empty if there is one of that name.
    public Optional<Account> add(Draft draft, String hash, boolean mustChange) {
        return add(freshId(), draft, hash, mustChange);
    }

    /// Adds an account; empty if there is one of that name.
    ///
    /// @param hash of its password; empty where it signs in elsewhere
    public Optional<Account> add(String id, Draft draft, String hash, boolean mustChange) {
        Account account =
                new Account(
                        id,
                        draft.name(),
                        draft.fullName(),
                        draft.role(),
                        draft.region(),
                        draft.site(),
                        mustChange,
                        false,
                        "",
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        boolean isNew = sql.write(db -> insert(db, account, hash));
        return isNew ? Optional.of(account) : Optional.empty();
    }

    private static boolean insert(JdbcClient db, Account account, String hash) {
        return db.sql(
                                """
                                INSERT INTO account (id, name, full_name, role, region, site,
                                    password, must_change, disabled, totp, totp_step, oidc_subject,
                                    created_micros)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', 0, '', ?)
                                ON CONFLICT (name) DO NOTHING
                                """)
                        .params(
                                account.id(),
                                account.name(),
                                account.fullName(),
                                account.role().key(),
                                account.region(),
                                account.site(),
                                hash,
                                account.mustChange() ? 1 : 0,
                                Micros.of(account.created()))
                        .update()
                == 1;
    }

    /// Changes all but the name.
    public void change(String id, Draft draft) {
        sql.write(db ->
                db.sql(
                                "UPDATE account SET full_name = ?, role = ?, region = ?, site = ? WHERE id = ?")
                        .params(
                                draft.fullName(),
                                draft.role().key(),
                                draft.region(),
                                draft.site(),
                                id)
                        .update());
    }

    public void disable(String id, boolean disabled) {
        sql.write(db ->
                db.sql("UPDATE account SET disabled = ? WHERE id = ?")
                        .params(disabled ? 1 : 0, id)
                        .update());
    }

    /// The hash of the password; empty for none.
    public String hash(String id) {
        return text(id, "password");
    }

    public void setHash(String id, String hash, boolean mustChange) {
        sql.write(db ->
                db.sql("UPDATE account SET password = ?, must_change = ? WHERE id = ?")
                        .params(hash, mustChange ? 1 : 0, id)
                        .update());
    }

    /// The sealed secret of its one-time codes; empty without.
    public String totp(String id) {
        return text(id, "totp");
    }

    private String text(String id, String column) {
        return sql.reading()
                .sql("SELECT " + column + " FROM account WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .orElse("");
    }

    public void setTotp(String id, String sealed) {
        sql.write(db ->
                db.sql("UPDATE account SET totp = ?, totp_step = 0 WHERE id = ?")
                        .params(sealed, id)
                        .update());
    }

    /// Wraps secrets of one-time codes by the vault's newest key; tells how many.
    public int rewrap(CredentialVault vault) {
        int rewrapped = 0;
        for (Account account : all()) {
            String old = totp(account.id());
            if (!old.isEmpty() && !vault.isCurrent(old)) {
                String fresh = vault.rewrap(old);
                rewrapped +=
                        sql.write(db ->
                                db.sql("UPDATE account SET totp = ? WHERE id = ? AND totp = ?")
                                        .params(fresh, account.id(), old)
                                        .update());
            }
        }
        return rewrapped;
    }

    /// Takes a step of the one-time code, once: RFC 6238 §5.2.
    public boolean useStep(String id, long step) {
        return sql.write(db ->
                db.sql("UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?")
                        .params(step, id, step)
                        .update())
                == 1;
    }

    /// Binds the account to who it is at another service; false if another account is.
    ///
    /// @param subject with the issuer; empty unbinds
    public boolean bindSubject(String id, String subject) {
        try {
            return sql.write(db ->
                    db.sql(
                                    """
                                    UPDATE account SET oidc_subject = ? WHERE id = ?
                                    AND NOT EXISTS (SELECT 1 FROM account
                                        WHERE oidc_subject = ? AND oidc_subject <> ''
                                            AND id <> ?)
                                    """)
                            .params(subject, id, subject, id)
                            .update())
                    == 1;
        } catch (DuplicateKeyException e) {
            // Two at once: with SQLite one waits for the other, with PostgreSQL the index decides.
            return false;
        }
    }

    /// How many who are not disabled have the role.
    public int count(AccountRole role) {
        return sql.reading()
                .sql("SELECT COUNT(*) FROM account WHERE role = ? AND disabled = 0")
                .param(role.key())
                .query(Integer.class)
                .single();
    }
}
