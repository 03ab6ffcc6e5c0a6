package org.yuanjian.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TestDatabase;
import org.yuanjian.console.ConsoleDatabase;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.relay.SettableClock;

class SignInThrottleTest {
    private static final String OFFICE = "10.1.2.3";
    private static final Duration LOCK = Duration.ofMinutes(15);

    @TempDir Path folder;

    private final SettableClock clock = new SettableClock();

    private SignInThrottle throttle(SqlStore sql, int failures) {
        Duration hour = Duration.ofHours(1);
        return new SignInThrottle(
                sql,
                clock,
                new YuanjianSettings.Account("admin", failures, LOCK, hour, hour, true, ""));
    }

    private boolean fails(SignInThrottle throttle, String name, String address) {
        clock.advance(Duration.ofSeconds(1));
        return throttle.begin(name, address).isAllowed();
    }

    @ParameterizedTest
    @EnumSource
    void begin_fiveFailures_locksTheNameForAQuarterOfAnHour(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            SignInThrottle throttle = throttle(sql, 5);
            for (int i = 0; i < 5; i++) {
                assertThat(fails(throttle, "li", "10.0.0." + i)).isTrue();
            }
            SignInThrottle onAnotherNode = throttle(sql, 5);

            assertThat(fails(onAnotherNode, "LI ", "10.0.0.9")).isFalse();
            assertThat(fails(onAnotherNode, "wang", "10.0.0.9")).isTrue();
            clock.advance(LOCK.minusSeconds(10));
            assertThat(fails(throttle, "li", "10.0.0.9")).isFalse();
            clock.advance(Duration.ofSeconds(10));
            assertThat(fails(throttle, "li", "10.0.0.9")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void succeeded_beforeTheLock_countsAnew(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            SignInThrottle throttle = throttle(sql, 3);
            fails(throttle, "li", OFFICE);
            fails(throttle, "li", OFFICE);
            throttle.succeeded(throttle.begin("li", OFFICE));

            assertThat(fails(throttle, "li", OFFICE)).isTrue();
            assertThat(fails(throttle, "li", OFFICE)).isTrue();
            assertThat(fails(throttle, "li", OFFICE)).isTrue();
            assertThat(fails(throttle, "li", OFFICE)).isFalse();
        }
    }

    /// Whoever knows the right password in between must not be let guess on.
    @ParameterizedTest
    @EnumSource
    void begin_twentyFailuresOfOneAddressAtOneName_waitsForTheHour(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            SignInThrottle throttle = throttle(sql, 5);
            for (int i = 0; i < SignInThrottle.MOST_AT_ONE_NAME; i++) {
                if (i % 4 == 0) {
                    throttle.unlock("li");
                }
                assertThat(fails(throttle, "li", OFFICE)).as("try %d", i).isTrue();
            }
            throttle.unlock("li");

            assertThat(fails(throttle, "li", OFFICE)).isFalse();
            assertThat(fails(throttle, "li", "10.9.9.9")).isTrue();
            clock.advance(Duration.ofHours(1));
            throttle.sweep();
            assertThat(fails(throttle, "li", OFFICE)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void begin_twoHundredFailuresOfOneAddress_waitsForTheHour(TestDatabase database) {
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            SignInThrottle throttle = throttle(sql, 5);
            for (int i = 0; i < SignInThrottle.MOST_FROM_ONE_ADDRESS; i++) {
                assertThat(fails(throttle, "name" + i, OFFICE)).as("try %d", i).isTrue();
            }

            assertThat(fails(throttle, "another", OFFICE)).isFalse();
            assertThat(fails(throttle, "another", "10.9.9.9")).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void begin_manyAtOnce_letsThroughNoMoreThanOneByOne(TestDatabase database) {
        AtomicInteger allowed = new AtomicInteger();
        try (SqlStore sql = ConsoleDatabase.open(database, folder)) {
            SignInThrottle throttle = throttle(sql, 5);
            try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
                for (int i = 0; i < 40; i++) {
                    threads.execute(() -> {
                        if (throttle.begin("li", OFFICE).isAllowed()) {
                            allowed.incrementAndGet();
                        }
                    });
                }
            }
        }
        assertThat(allowed.get()).isBetween(1, 5);
    }
}
