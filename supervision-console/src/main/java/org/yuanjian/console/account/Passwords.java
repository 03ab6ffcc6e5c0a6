package org.yuanjian.console.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Makes, judges and checks passwords, of which only Argon2id hashes are kept. Any thread.
public final class Passwords {
    /// NIST SP 800-63B-4 §3.1.1.2: length counts, not kinds of characters.
    static final int SHORTEST = 12;

    public static final int LONGEST = 256;

    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int PASSWORD_CHARS = 16;
    private static final int GROUP = 4;
    private static final int FEWEST_CHARACTERS = 5;

    /// A hash takes 16 MiB for its time; no more than these at once.
    private static final int HASHES_AT_ONCE = 2;

    /// How the encoder writes its hashes, up to the salt.
    static final String FORM = "$argon2id$v=19$m=16384,t=2,p=1$";

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final PasswordEncoder encoder;
    private final Semaphore turns = new Semaphore(HASHES_AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    private final String nobody = nobody();

    public Passwords() {
        this(Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8());
    }

    /// @param encoder of Argon2id hashes
    public Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
    }

    /// Why a password will not do.
    public enum Weakness {
        TOO_SHORT,
        TOO_LONG,
        TOO_PLAIN,
        LIKE_THE_NAME
    }

    /// What is wrong with a password somebody chose.
    public static Optional<Weakness> weakness(String name, String password) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        if (password.length() > LONGEST) {
            return Optional.of(Weakness.TOO_LONG);
        }
        if (password.chars().distinct().count() < FEWEST_CHARACTERS) {
            return Optional.of(Weakness.TOO_PLAIN);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        return name.length() >= 3 && lower.contains(name.toLowerCase(Locale.ROOT))
                ? Optional.of(Weakness.LIKE_THE_NAME)
                : Optional.empty();
    }

    /// Four groups of four, without letters that look alike: about 79 bits.
    public String fresh() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < PASSWORD_CHARS; i++) {
            if (i > 0 && i % GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /// The hash of no password: to make a true one would take time at every start.
    String nobody() {
        return FORM + chance(SALT_BYTES) + '$' + chance(HASH_BYTES);
    }

    private String chance(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    public String hash(String password) {
        turns.acquireUninterruptibly();
        try {
            String encoded = encoder.encode(password);
            if (encoded == null) {
                throw new IllegalStateException("no hash");
            }
            return encoded;
        } finally {
            turns.release();
        }
    }

    /// Whether the password belongs to the hash. Takes the same time for an empty hash, which no
    /// password belongs to.
    public boolean matches(String password, String hash) {
        turns.acquireUninterruptibly();
        try {
            boolean matches = encoder.matches(password, hash.isEmpty() ? nobody : hash);
            return matches && !hash.isEmpty();
        } finally {
            turns.release();
        }
    }
}
