package org.yuanjian.console.session;

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
import org.yuanjian.console.session.OidcAttemptStore.Attempt;

/// Sign-ins under way elsewhere, on both databases.
class OidcAttemptStoreTest {
    private static final SqlSchema SCHEMA =
            new SqlSchema("console_schema_history", "org/yuanjian/console/migration");
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
    private static final Attempt ATTEMPT = new Attempt("nonce", "verifier", "/points");

    @TempDir Path folder;

    private SqlStore open(TestDatabase database) {
        return SqlStore.open(database.fresh(folder), SCHEMA);
    }

    private static OidcAttemptStore at(SqlStore sql, Instant time) {
        return new OidcAttemptStore(sql, InstantSource.fixed(time), 2);
    }

    @ParameterizedTest
    @EnumSource
    void take_secondTime_isNotThere(TestDatabase database) {
        try (SqlStore sql = open(database)) {
            at(sql, NOW).begin("state", "browser", ATTEMPT);

            assertThat(at(sql, NOW).take("state", "browser")).contains(ATTEMPT);
            assertThat(at(sql, NOW).take("state", "browser")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void take_anotherBrowser_leavesItToItsOwn(TestDatabase database) {
        try (SqlStore sql = open(database)) {
            at(sql, NOW).begin("state", "browser", ATTEMPT);

            assertThat(at(sql, NOW).take("state", "another")).isEmpty();
            assertThat(at(sql, NOW).take("another", "browser")).isEmpty();
            assertThat(at(sql, NOW).take("state", "browser")).contains(ATTEMPT);
        }
    }

    @ParameterizedTest
    @EnumSource
    void take_afterTenMinutes_isNotThere(TestDatabase database) {
        try (SqlStore sql = open(database)) {
            at(sql, NOW).begin("state", "browser", ATTEMPT);
            Instant late = NOW.plus(OidcAttemptStore.LIFE);

            assertThat(at(sql, late).take("state", "browser")).isEmpty();
            at(sql, late).sweep();
            assertThat(at(sql, NOW).take("state", "browser")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void begin_moreThanAreKept_dropsTheOldest(TestDatabase database) {
        try (SqlStore sql = open(database)) {
            OidcAttemptStore store = at(sql, NOW);
            store.begin("one", "browser", ATTEMPT);
            at(sql, NOW.plusMillis(1)).begin("two", "browser", ATTEMPT);
            at(sql, NOW.plusMillis(2)).begin("three", "browser", ATTEMPT);

            assertThat(store.take("one", "browser")).isEmpty();
            assertThat(store.take("two", "browser")).contains(ATTEMPT);
            assertThat(store.take("three", "browser")).contains(ATTEMPT);
        }
    }

    /// What the database holds opens nothing by itself.
    @ParameterizedTest
    @EnumSource
    void begin_any_keepsNeitherStateNorCookie(TestDatabase database) {
        try (SqlStore sql = open(database)) {
            at(sql, NOW).begin("the state", "the browser", ATTEMPT);

            assertThat(sql.reading().sql("SELECT * FROM oidc_attempt").query().singleRow().values())
                    .doesNotContain("the state", "the browser");
        }
    }
}
