package org.yuanjian.console;

import java.nio.file.Path;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.audit.LedgerStore;

/// The tables of the console on one of the real databases.
public final class ConsoleDatabase {
    private static final SqlSchema SCHEMA =
            new SqlSchema(
                    "console_schema_history",
                    "org/yuanjian/console/migration",
                    LedgerStore.APPEND_ONLY);

    private ConsoleDatabase() {}

    public static SqlStore open(TestDatabase database, Path folder) {
        return SqlStore.open(database.fresh(folder), SCHEMA);
    }
}
