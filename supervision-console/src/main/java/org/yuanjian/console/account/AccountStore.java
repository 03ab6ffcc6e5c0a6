package org.yuanjian.console.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;

/// The one account and its password, of which only the Argon2 hash is kept. There is no default
/// password: the first start makes one by chance, a demo makes one at each start.
final class AccountStore {
    private static final String FILE = "account.hash";
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_CHARS = 16;
    private static final int GROUP = 4;

    /// A hash takes 16 MiB for its time; no more than these at once.
    private static final int HASHES_AT_ONCE = 2;

    private final PasswordEncoder encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    private final Semaphore turns = new Semaphore(HASHES_AT_ONCE);
    private final String user;
    private final String hash;
    private final @Nullable String freshPassword;

    AccountStore(YuanjianSettings settings, DataFolder folder) {
        this.user = settings.account().user();
        Optional<byte[]> known = settings.demo() ? Optional.empty() : folder.read(FILE);
        if (known.isPresent()) {
            this.hash = new String(known.get(), StandardCharsets.UTF_8).strip();
            this.freshPassword = null;
            return;
        }
        this.freshPassword = password(new SecureRandom());
        this.hash = encode(freshPassword);
        if (!settings.demo()) {
            folder.write(FILE, hash.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String encode(String password) {
        String encoded = encoder.encode(password);
        if (encoded == null) {
            throw new IllegalStateException("no hash");
        }
        return encoded;
    }

    /// Four groups of four, without letters that look alike: about 79 bits.
    private static String password(SecureRandom random) {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_CHARS; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    String user() {
        return user;
    }

    /// The password if this start made it: to be told to the operator once.
    Optional<String> freshPassword() {
        return Optional.ofNullable(freshPassword);
    }

    /// Whether this is the account and its password. Takes the same time for a wrong name.
    boolean matches(String name, String password) {
        turns.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash) && user.equals(name);
        } finally {
            turns.release();
        }
    }
}
