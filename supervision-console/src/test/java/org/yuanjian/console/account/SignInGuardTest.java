package org.yuanjian.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.yuanjian.console.setting.YuanjianSettings.Account;

final class SignInGuardTest {
    private static final Account SETTINGS =
            new Account("admin", 3, Duration.ofSeconds(15), Duration.ofHours(12));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SignInGuard guard = new SignInGuard(SETTINGS, () -> now);

    private void fail(int times, String address, String account) {
        for (int i = 0; i < times; i++) {
            guard.failed(address, account);
        }
    }

    @Test
    void pause_fewFailures_isZero() {
        fail(2, "10.0.0.1", "admin");

        assertThat(guard.pause("10.0.0.1", "admin")).isZero();
    }

    @Test
    void pause_moreFailures_doublesUpToAnHourForAnAddress() {
        fail(3, "10.0.0.1", "one");
        Duration first = guard.pause("10.0.0.1", "other");
        fail(1, "10.0.0.1", "two");
        Duration second = guard.pause("10.0.0.1", "other");
        fail(30, "10.0.0.1", "three");

        assertThat(first).isEqualTo(Duration.ofSeconds(15));
        assertThat(second).isEqualTo(Duration.ofSeconds(30));
        assertThat(guard.pause("10.0.0.1", "other")).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void pause_accountTriedFromManyAddresses_staysUnderAMinute() {
        for (int i = 0; i < 100; i++) {
            guard.failed("10.0.1." + i, "admin");
        }

        assertThat(guard.pause("10.9.9.9", "admin")).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void pause_overOrSucceeded_isZero() {
        fail(3, "10.0.0.1", "admin");
        now = now.plusSeconds(15);
        Duration over = guard.pause("10.0.0.1", "admin");
        guard.succeeded("10.0.0.1", "admin");
        fail(2, "10.0.0.1", "admin");

        assertThat(over).isZero();
        assertThat(guard.pause("10.0.0.1", "admin")).isZero();
    }
}
