package org.yuanjian.console.face;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.store.SqlStore;

/// Keeps, sealed, the one template and the one picture of a person's enrolment, and the person's
/// key, which the vault seals. All is asked for by one person's id; nothing here lists templates.
public final class FaceTemplateStore {
    private static final String OWNER = "face:";

    private final SqlStore sql;

    public FaceTemplateStore(SqlStore sql) {
        this.sql = sql;
    }

    /// What is kept of one person.
    record Kept(String key, String template, String picture) {}

    Optional<Kept> kept(String person) {
        return sql.reading()
                .sql(
                        "SELECT k.sealed_key, e.template, e.picture FROM face_key k"
                                + " JOIN face_enrolment e ON e.person = k.person"
                                + " WHERE k.person = ?")
                .param(person)
                .query((row, _) ->
                        new Kept(
                                row.getString("sealed_key"),
                                row.getString("template"),
                                row.getString("picture")))
                .optional();
    }

    /// Puts what is kept of one person in the place of what was, under another key.
    void put(String person, Kept kept) {
        sql.write(db -> {
            erase(db, person);
            db.sql("INSERT INTO face_key (person, sealed_key) VALUES (?, ?)")
                    .params(person, kept.key())
                    .update();
            return db.sql(
                            "INSERT INTO face_enrolment (person, template, picture)"
                                    + " VALUES (?, ?, ?)")
                    .params(person, kept.template(), kept.picture())
                    .update();
        });
    }

    /// Deletes the key of one person, and with it all that it sealed, wherever copies of that are.
    ///
    /// @return whether there was one
    boolean delete(String person) {
        return sql.write(db -> erase(db, person)) > 0;
    }

    private static int erase(JdbcClient db, String person) {
        db.sql("DELETE FROM face_enrolment WHERE person = ?").param(person).update();
        return db.sql("DELETE FROM face_key WHERE person = ?").param(person).update();
    }

    /// Wraps all keys anew under the vault's first key.
    ///
    /// @return how many
    public int rewrap(CredentialVault vault) {
        return sql.write(db -> {
            int count = 0;
            for (List<String> row : keys(db)) {
                if (!vault.isCurrent(row.get(1))) {
                    count +=
                            db.sql("UPDATE face_key SET sealed_key = ? WHERE person = ?")
                                    .params(vault.rewrap(row.get(1)), row.get(0))
                                    .update();
                }
            }
            return count;
        });
    }

    private static List<List<String>> keys(JdbcClient db) {
        return db.sql("SELECT person, sealed_key FROM face_key ORDER BY person")
                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                .list();
    }

    /// Under what name the vault seals the key of one person.
    static String owner(String person) {
        return OWNER + person;
    }
}
