package org.yuanjian.console.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yuanjian.console.setting.YuanjianSettings.Account;

/// Slows down guessing: after some failures an address or an account waits, twice as long with each
/// further one. Remembers a bounded number of them, the latest. Any thread.
final class SignInGuard {
    private static final int REMEMBERED = 10_000;
    private static final int TOP_DOUBLINGS = 10;

    /// An account waits less than an address, so that nobody is locked out by a stranger for long.
    private static final Duration TOP_ACCOUNT_PAUSE = Duration.ofMinutes(1);

    private static final Duration TOP_ADDRESS_PAUSE = Duration.ofHours(1);

    private final Account settings;
    private final InstantSource clock;
    private final Map<String, Failures> failures =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
                    return size() > REMEMBERED;
                }
            };

    private record Failures(int count, Instant notBefore) {}

    SignInGuard(Account settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /// How long this address or account still has to wait; zero if not at all.
    synchronized Duration pause(String address, String account) {
        Duration byAddress = left(failures.get(addressKey(address)));
        Duration byAccount = left(failures.get(accountKey(account)));
        return byAddress.compareTo(byAccount) > 0 ? byAddress : byAccount;
    }

    private Duration left(@Nullable Failures known) {
        if (known == null || !clock.instant().isBefore(known.notBefore())) {
            return Duration.ZERO;
        }
        return Duration.between(clock.instant(), known.notBefore());
    }

    synchronized void failed(String address, String account) {
        count(addressKey(address), TOP_ADDRESS_PAUSE);
        count(accountKey(account), TOP_ACCOUNT_PAUSE);
    }

    private void count(String key, Duration top) {
        Failures known = failures.get(key);
        int count = known == null ? 1 : known.count() + 1;
        failures.put(key, new Failures(count, clock.instant().plus(pauseAfter(count, top))));
    }

    private Duration pauseAfter(int count, Duration top) {
        if (count < settings.failures()) {
            return Duration.ZERO;
        }
        int doublings = Math.min(count - settings.failures(), TOP_DOUBLINGS);
        Duration pause = settings.pause().multipliedBy(1L << doublings);
        return pause.compareTo(top) > 0 ? top : pause;
    }

    synchronized void succeeded(String address, String account) {
        failures.remove(addressKey(address));
        failures.remove(accountKey(account));
    }

    private static String addressKey(String address) {
        return "address " + address;
    }

    private static String accountKey(String account) {
        return "account " + account;
    }
}
