package org.yuanjian.camera.credential;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/// The keys that wrap keys, by their names; the first wraps, all unwrap. Held outside the database.
///
/// As text a line each, `NAME BASE64` with 32 bytes. Lines may be parted by commas instead, as an
/// environment variable wants it.
final class VaultKeys {
    static final int KEY_BYTES = 32;

    private static final Pattern PARTS = Pattern.compile("[\\n,]");
    private static final Pattern LINE =
            Pattern.compile("([A-Za-z0-9_-]{1,32})\\s+([A-Za-z0-9+/=]{43,44})");

    private final Map<String, SecretKey> keys;
    private final String current;

    private VaultKeys(Map<String, SecretKey> keys) {
        this.keys = keys;
        this.current = keys.keySet().iterator().next();
    }

    static VaultKeys parse(String text) {
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        PARTS.splitAsStream(text)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> add(keys, line));
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the vault has no key");
        }
        return new VaultKeys(keys);
    }

    /// Says nothing of what stands in the line.
    private static void add(Map<String, SecretKey> keys, String line) {
        var parts = LINE.matcher(line);
        byte[] bytes = parts.matches() ? Base64.getDecoder().decode(parts.group(2)) : new byte[0];
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key " + (keys.size() + 1) + " of the vault is not a name and 32 bytes");
        }
        if (keys.putIfAbsent(parts.group(1), new SecretKeySpec(bytes, "AES")) != null) {
            throw new IllegalArgumentException("two keys of the vault have one name");
        }
    }

    /// The text of a key, a line of its own.
    static String line(String name, byte[] key) {
        return name + " " + Base64.getEncoder().encodeToString(key);
    }

    String current() {
        return current;
    }

    Optional<SecretKey> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }
}
