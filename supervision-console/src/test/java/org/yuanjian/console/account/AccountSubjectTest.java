package org.yuanjian.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlSchema;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;

/// Who an account is at another service, on both databases.
class AccountSubjectTest {
    private static final SqlSchema SCHEMA =
            new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
    private static final String SUBJECT = "https://sso.example|lin";

    @TempDir Path folder;

    private static Account add(AccountStore store, String name) {
        return store.add(
                        new AccountStore.Draft(name, name, AccountRole.INSPECTOR, "440000", ""),
                        "",
                        true)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void bindSubject_takenByAnother_isRefused(TestDatabase database) {
        try (SqlStore sql = SqlStore.open(database.fresh(folder), SCHEMA)) {
            AccountStore store = new AccountStore(sql, InstantSource.fixed(Instant.EPOCH));
            Account lin = add(store, "lin");
            Account wang = add(store, "wang");

            assertThat(store.bindSubject(lin.id(), SUBJECT)).isTrue();
            assertThat(store.bindSubject(wang.id(), SUBJECT)).isFalse();
            assertThat(store.subject(SUBJECT).map(Account::name)).contains("lin");
            assertThat(store.bindSubject(lin.id(), "")).isTrue();
            assertThat(store.bindSubject(wang.id(), SUBJECT)).isTrue();
            assertThat(store.subject(SUBJECT).map(Account::name)).contains("wang");
        }
    }
}
