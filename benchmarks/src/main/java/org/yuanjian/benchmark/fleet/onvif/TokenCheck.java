package org.yuanjian.benchmark.fleet.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Whether a UsernameToken is a camera's user's and fresh by the camera's own clock (Web Services
/// Security UsernameToken Profile 1.1 §3.1).
final class TokenCheck {
    private static final Duration FRESH = Duration.ofSeconds(60);

    private TokenCheck() {}

    /// @param now by the camera's clock
    static boolean isValid(OnvifQuestion question, OnvifCamera camera, Instant now) {
        String created = question.text("Created");
        if (created.isEmpty() || !question.text("Username").equals(camera.user())) {
            return false;
        }
        try {
            byte[] nonce = Base64.getDecoder().decode(question.text("Nonce"));
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce);
            sha1.update((created + camera.password()).getBytes(StandardCharsets.UTF_8));
            String digest = Base64.getEncoder().encodeToString(sha1.digest());
            Duration age = Duration.between(Instant.parse(created), now).abs();
            return age.compareTo(FRESH) <= 0 && digest.equals(question.text("Password"));
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
