package org.yuanjian.camera.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.FakeDevice.Asked;

/// How fake devices look at credentials, reckoned by the test and not by what is tested.
final class FakeSignIn {
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private FakeSignIn() {}

    /// Takes a UsernameToken that is fresh by the device's clock and nothing else.
    static Function<Asked, @Nullable Answer> token(String user, String password, Instant now) {
        return request -> {
            boolean isOpen = request.operation().equals("GetSystemDateAndTime");
            return isOpen || isValidToken(request, user, password, now)
                    ? null
                    : Answer.fault(400, "ter:NotAuthorized", "Sender not authorized");
        };
    }

    private static boolean isValidToken(Asked request, String user, String password, Instant now) {
        String created = request.value("Created");
        if (created.isEmpty() || !request.value("Username").equals(user)) {
            return false;
        }
        byte[] nonce = Base64.getDecoder().decode(request.value("Nonce"));
        byte[] rest = (created + password).getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[nonce.length + rest.length];
        System.arraycopy(nonce, 0, all, 0, nonce.length);
        System.arraycopy(rest, 0, all, nonce.length, rest.length);
        String digest = Base64.getEncoder().encodeToString(hash("SHA-1", all));
        boolean isFresh =
                Duration.between(Instant.parse(created), now).abs().compareTo(TOLERANCE) <= 0;
        return isFresh && request.value("Password").equals(digest);
    }

    /// Challenges everything but the clock by HTTP.
    ///
    /// @param challenge a value of WWW-Authenticate with `%s` for the nonce
    static Function<Asked, @Nullable Answer> digest(
            String user, String password, String nonce, String algorithm, String challenge) {
        return request -> {
            boolean isOpen = request.operation().equals("GetSystemDateAndTime");
            if (isOpen || isValidDigest(request, user, password, nonce, algorithm)) {
                return null;
            }
            return Answer.of(401, "").with("WWW-Authenticate", challenge.formatted(nonce));
        };
    }

    private static boolean isValidDigest(
            Asked request, String user, String password, String nonce, String algorithm) {
        String field =
                new String(
                        request.field("Authorization").getBytes(StandardCharsets.ISO_8859_1),
                        StandardCharsets.UTF_8);
        if (!field.startsWith("Digest ")) {
            return false;
        }
        String ha1 = hex(algorithm, user + ":" + part(field, "realm") + ":" + password);
        String ha2 = hex(algorithm, request.method() + ":" + request.path());
        String middle = nonce;
        if (!part(field, "qop").isEmpty()) {
            middle += ":" + part(field, "nc") + ":" + part(field, "cnonce") + ":auth";
        }
        return part(field, "nonce").equals(nonce)
                && part(field, "response").equals(hex(algorithm, ha1 + ":" + middle + ":" + ha2));
    }

    private static String part(String field, String name) {
        Matcher found = Pattern.compile("[ ,]" + name + "=\"?([^\",]*)").matcher(field);
        return found.find() ? found.group(1) : "";
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(hash(algorithm, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] hash(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
