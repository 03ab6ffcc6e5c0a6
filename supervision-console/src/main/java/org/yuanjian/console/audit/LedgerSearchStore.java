package org.yuanjian.console.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.yuanjian.camera.store.Micros;
import org.yuanjian.camera.store.SqlStore;

/// Finds records.
public final class LedgerSearchStore {
    private final SqlStore sql;
    private final LedgerStore ledger;

    /// What is looked for; empty texts for anything.
    ///
    /// @param from the first moment
    /// @param to the first moment after
    /// @param before numbers of records from which on none is wanted
    public record Question(
            Instant from, Instant to, String kind, String actor, String object, long before) {
        public static final Question ALL =
                new Question(Instant.EPOCH, Instant.MAX, "", "", "", Long.MAX_VALUE);
    }

    LedgerSearchStore(SqlStore sql, LedgerStore ledger) {
        this.sql = sql;
        this.ledger = ledger;
    }

    /// The newest first.
    public List<LedgerRecord> find(Question question, int most) {
        List<Object> values =
                new ArrayList<>(List.of(Micros.of(question.from()), question.before()));
        StringBuilder where = new StringBuilder("at_micros >= ? AND number < ?");
        if (!question.to().equals(Instant.MAX)) {
            where.append(" AND at_micros < ?");
            values.add(Micros.of(question.to()));
        }
        restrict(where, values, "kind", question.kind());
        restrict(where, values, "actor", question.actor());
        restrict(where, values, "object", question.object());
        values.add(most);
        List<Long> numbers =
                query(
                                "SELECT number FROM ledger_leaf WHERE "
                                        + where
                                        + " ORDER BY number DESC LIMIT ?",
                                values)
                        .query((row, _) -> row.getLong("number"))
                        .list();
        return ledger.records(numbers).reversed().stream().map(LedgerRecord::of).toList();
    }

    private static void restrict(
            StringBuilder where, List<Object> values, String column, String value) {
        if (!value.isEmpty()) {
            where.append(" AND ").append(column).append(" = ?");
            values.add(value);
        }
    }

    private StatementSpec query(String text, List<Object> values) {
        return sql.reading().sql(text).params(values);
    }

    /// Number of the first record from a moment on; the number of all if there is none.
    ///
    /// @param size of the ledger
    long firstFrom(Instant at, long size) {
        return sql.reading()
                .sql("SELECT COALESCE(MIN(number), ?) FROM ledger_leaf WHERE at_micros >= ?")
                .params(size, Micros.of(at))
                .query(Long.class)
                .single();
    }

    /// Number after the last record before a moment; 0 if there is none.
    long endBefore(Instant at) {
        return sql.reading()
                .sql("SELECT COALESCE(MAX(number) + 1, 0) FROM ledger_leaf WHERE at_micros < ?")
                .params(Micros.of(at))
                .query(Long.class)
                .single();
    }
}
