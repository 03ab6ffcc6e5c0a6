package org.yuanjian.console.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.audit.export.ExportSource;
import org.yuanjian.console.audit.export.ExportedRecord;
import org.yuanjian.console.audit.format.Beside;
import org.yuanjian.console.audit.format.FormatException;
import org.yuanjian.console.audit.format.TreeHead;
import org.yuanjian.console.audit.merkle.Frontier;
import org.yuanjian.console.audit.merkle.TreeHash;

/// Keeps the ledger: adds to it in one transaction at a time, reads from any thread.
public final class LedgerStore implements ExportSource {
    /// Tables that are only added to.
    public static final List<String> APPEND_ONLY =
            List.of("ledger_leaf", "ledger_node", "ledger_head");

    private static final int LOCK = 4_712;
    private static final String LEAVES = "SELECT number, leaf, hash FROM ledger_leaf WHERE ";
    private static final String BESIDES =
            "SELECT number, field, salt, value FROM ledger_beside WHERE ";

    private final SqlStore sql;

    public LedgerStore(SqlStore sql) {
        this.sql = sql;
    }

    /// Whether somebody who has the application's password could rewrite the ledger in place.
    public boolean isRewritable() {
        return APPEND_ONLY.stream().anyMatch(sql::isRewritable);
    }

    <T> T writeAlone(Function<JdbcTemplate, T> work) {
        return sql.writeAlone(LOCK, work);
    }

    long size(JdbcTemplate db) {
        Long size =
                db.queryForObject(
                        "SELECT COALESCE(MAX(number) + 1, 0) FROM ledger_leaf", Long.class);
        return size == null ? 0 : size;
    }

    /// Hashes of records from a number on.
    List<TreeHash> hashes(JdbcTemplate db, long from, int most) {
        return db.query(
                "SELECT number, hash FROM ledger_leaf WHERE number >= ? AND number < ? ORDER BY number",
                (row, i) -> {
                    if (row.getLong("number") != from + i) {
                        throw new AuditException("the record " + (from + i) + " is missing", null);
                    }
                    return TreeHash.parse(row.getString("hash"));
                },
                from,
                from + most);
    }

    Optional<TreeHead> lastHead(JdbcTemplate db) {
        return db
                .query(
                        "SELECT line FROM ledger_head ORDER BY size DESC LIMIT 1",
                        (row, _) -> head(row.getString("line")))
                .stream()
                .findFirst();
    }

    private static TreeHead head(String line) {
        try {
            return TreeHead.parse(line);
        } catch (FormatException e) {
            throw new AuditException("a head in the database is broken", e);
        }
    }

    void add(JdbcTemplate db, LedgerGrowth growth) {
        List<Object[]> leaves = new ArrayList<>();
        List<Object[]> besides = new ArrayList<>();
        for (LedgerGrowth.Row row : growth.rows()) {
            leaves.add(columns(row));
            row.record()
                    .beside()
                    .forEach((field, beside) ->
                            besides.add(
                                    new Object[] {
                                        row.leaf().number(), field, beside.salt(), beside.value()
                                    }));
        }
        db.batchUpdate(
                "INSERT INTO ledger_leaf (number, leaf, hash, at_micros, kind, actor, object) VALUES (?, ?, ?, ?, ?, ?, ?)",
                leaves);
        db.batchUpdate(
                "INSERT INTO ledger_beside (number, field, salt, value) VALUES (?, ?, ?, ?)",
                besides);
        for (LedgerGrowth.Node node : growth.nodes()) {
            db.update(
                    "INSERT INTO ledger_node (level, position, hash) VALUES (?, ?, ?)",
                    node.level(),
                    node.position(),
                    node.hash().toString());
        }
        for (TreeHead head : growth.heads()) {
            db.update(
                    "INSERT INTO ledger_head (size, at_micros, line) VALUES (?, ?, ?)",
                    head.size(),
                    head.atMicros(),
                    head.line());
        }
    }

    private static Object[] columns(LedgerGrowth.Row row) {
        return new Object[] {
            row.leaf().number(),
            row.record().leaf(),
            row.record().hash().toString(),
            row.leaf().atMicros(),
            row.leaf().kind(),
            row.leaf().actor(),
            row.leaf().object()
        };
    }

    /// Deletes all that stands beside records.
    ///
    /// @return what was there, `NUMBER:FIELD`, parted by blanks
    String deleteBeside(JdbcTemplate db, List<Long> numbers) {
        List<String> deleted = new ArrayList<>();
        for (long number : numbers) {
            List<String> fields =
                    db.query(
                            "SELECT field FROM ledger_beside WHERE number = ? ORDER BY field",
                            (row, _) -> row.getString("field"),
                            number);
            fields.forEach(field -> deleted.add(number + ":" + field));
            db.update("DELETE FROM ledger_beside WHERE number = ?", number);
        }
        return String.join(" ", deleted);
    }

    /// Notes a figure under a name.
    void mark(String name, long value) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO ledger_mark (name, value) VALUES (?, ?)
                                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                                """)
                        .params(name, value)
                        .update());
    }

    OptionalLong marked(String name) {
        return sql
                .reading()
                .sql("SELECT value FROM ledger_mark WHERE name = ?")
                .param(name)
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public List<ExportedRecord> records(long from, int most) {
        long to = from + most;
        return records(
                sql.reading()
                        .sql(LEAVES + "number >= ? AND number < ? ORDER BY number")
                        .params(from, to),
                besides(
                        sql.reading()
                                .sql(BESIDES + "number >= ? AND number < ?")
                                .params(from, to)));
    }

    /// Those of these numbers, in their order.
    List<ExportedRecord> records(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return records(
                sql.reading()
                        .sql(LEAVES + "number IN (:numbers) ORDER BY number")
                        .param("numbers", numbers),
                besides(
                        sql.reading()
                                .sql(BESIDES + "number IN (:numbers)")
                                .param("numbers", numbers)));
    }

    private static List<ExportedRecord> records(
            StatementSpec leaves, Map<Long, SortedMap<String, Beside>> besides) {
        return leaves.query(
                        (row, _) -> {
                            long number = row.getLong("number");
                            return new ExportedRecord(
                                    number,
                                    row.getString("leaf"),
                                    TreeHash.parse(row.getString("hash")),
                                    besides.getOrDefault(number, new TreeMap<>()));
                        })
                .list();
    }

    private static Map<Long, SortedMap<String, Beside>> besides(StatementSpec question) {
        Map<Long, SortedMap<String, Beside>> besides = new TreeMap<>();
        question.query(row -> {
            besides.computeIfAbsent(row.getLong("number"), _ -> new TreeMap<>())
                    .put(
                            row.getString("field"),
                            new Beside(row.getString("salt"), row.getString("value")));
        });
        return besides;
    }

    @Override
    public List<TreeHead> headsAfter(long size, int most) {
        return sql.reading()
                .sql("SELECT line FROM ledger_head WHERE size > ? ORDER BY size LIMIT ?")
                .params(size, most)
                .query((row, _) -> head(row.getString("line")))
                .list();
    }

    /// Heads of fewer records than this, the last first.
    public List<TreeHead> headsBefore(long size, int most) {
        return sql.reading()
                .sql("SELECT line FROM ledger_head WHERE size < ? ORDER BY size DESC LIMIT ?")
                .params(size, most)
                .query((row, _) -> head(row.getString("line")))
                .list();
    }

    @Override
    public Optional<TreeHead> headUpTo(long size) {
        return headsBefore(size + 1, 1).stream().findFirst();
    }

    /// Of kept nodes the nearest below.
    @Override
    public TreeHash root(int level, long position) {
        int below = level % LedgerGrowth.NODE_LEVELS;
        if (level > 0 && below == 0) {
            return kept(level, position, position + 1).getFirst();
        }
        Frontier frontier = new Frontier();
        kept(level - below, position << below, (position + 1) << below).forEach(frontier::add);
        return frontier.root();
    }

    private List<TreeHash> kept(int level, long from, long to) {
        List<TreeHash> hashes =
                level == 0
                        ? sql.reading()
                                .sql(
                                        "SELECT hash FROM ledger_leaf WHERE number >= ? AND number < ? ORDER BY number")
                                .params(from, to)
                                .query((row, _) -> TreeHash.parse(row.getString("hash")))
                                .list()
                        : sql.reading()
                                .sql(
                                        "SELECT hash FROM ledger_node WHERE level = ? AND position >= ? AND position < ? ORDER BY position")
                                .params(level, from, to)
                                .query((row, _) -> TreeHash.parse(row.getString("hash")))
                                .list();
        if (hashes.size() != to - from) {
            throw new AuditException("hashes of the ledger are missing", null);
        }
        return hashes;
    }
}
