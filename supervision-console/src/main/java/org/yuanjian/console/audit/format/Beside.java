package org.yuanjian.console.audit.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/// A name, an address or words that stand beside a record and can be deleted. The record keeps a
/// hash that tells nothing once the salt is gone too.
///
/// @param salt 16 random bytes, base64 for URLs
public record Beside(String salt, String value) {
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /// With a fresh salt.
    public static Beside of(String value) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        // What cannot be written as UTF-8 is hashed as it will be read back.
        String written = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return new Beside(ENCODER.encodeToString(salt), written);
    }

    /// SHA-256 of salt and value.
    ///
    /// @throws IllegalArgumentException if the salt is no such text
    public String hash() {
        byte[] bytes = Base64.getUrlDecoder().decode(salt);
        if (bytes.length != SALT_BYTES) {
            throw new IllegalArgumentException("not a salt");
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return ENCODER.encodeToString(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Map<String, String> fields() {
        return Map.of("salt", salt, "value", value);
    }

    public static Beside parse(JsonFields fields) throws FormatException {
        return new Beside(fields.text("salt"), fields.text("value"));
    }
}
