package org.yuanjian.console.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlSettings;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;

/// PostgreSQL with two accounts: one owns the tables, the other works with them.
class LedgerOwnerTest {
    @TempDir Path folder;

    private SqlSettings twoAccounts() {
        SqlSettings all = TestDatabase.POSTGRESQL.fresh(folder);
        String database = all.url().substring(all.url().lastIndexOf('/') + 1);
        String owner = database + "_owner";
        String user = database + " user";
        try (SqlStore sql = SqlStore.open(TestDatabase.POSTGRESQL.fresh(folder))) {
            for (String order :
                    List.of(
                            "CREATE ROLE " + owner + " LOGIN",
                            "CREATE ROLE \"" + user + "\" LOGIN",
                            "ALTER DATABASE " + database + " OWNER TO " + owner)) {
                sql.write(db -> db.sql(order).update());
            }
        }
        return new SqlSettings(all.url(), user, "", 4, owner, "");
    }

    @Test
    void append_asTheUser_worksAndCannotBeUndone() throws Exception {
        SqlSettings settings = twoAccounts();
        try (TestLedger test = new TestLedger(settings).started()) {
            test.fill(0, 1_100);
            assertThat(test.store.isRewritable()).isFalse();
            for (String change :
                    List.of(
                            "UPDATE ledger_leaf SET leaf = 'x'",
                            "DELETE FROM ledger_leaf",
                            "TRUNCATE ledger_leaf",
                            "UPDATE ledger_head SET line = 'x'",
                            "DELETE FROM ledger_node",
                            "ALTER TABLE ledger_leaf DISABLE TRIGGER ALL",
                            "DROP TABLE ledger_head",
                            "UPDATE console_schema_history SET success = false")) {
                assertThatThrownBy(() -> test.sql(change))
                        .as(change)
                        .hasStackTraceContaining("ERROR:")
                        .hasStackTraceContaining(
                                change.startsWith("ALTER") || change.startsWith("DROP")
                                        ? "must be owner"
                                        : "permission denied");
            }
            assertThat(test.ledger.deleteText(List.of(5L), TestLedger.ACTOR, "request")).hasSize(1);
            ExportChecks.verify(test.export(), test.heads());
        }
        // A second start finds rights and triggers as they are.
        try (TestLedger again = new TestLedger(settings).started()) {
            again.fill(0, 10);
            again.sql("INSERT INTO list_taken (name, sha256, taken_micros) VALUES ('a', 'b', 1)");
            again.sql("UPDATE list_taken SET sha256 = 'c'");
            again.sql("DELETE FROM list_taken");
        }
    }

    @Test
    void append_withoutAnOwner_worksAndSaysThatItCouldBeUndone() {
        try (TestLedger test = new TestLedger(TestDatabase.POSTGRESQL.fresh(folder)).started()) {
            test.fill(0, 10);
            assertThat(test.store.isRewritable()).isTrue();
            assertThatThrownBy(() -> test.sql("TRUNCATE ledger_leaf"))
                    .hasMessageContaining("is only added to");
        }
    }
}
