package org.yuanjian.camera.onvif;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Answers a challenge: Digest with MD5 or SHA-256, with `qop=auth` or without (RFC 7616), or Basic
/// (RFC 7617). Counts how often it has used the nonce. Not for several threads at once.
final class HttpDigest {
    private static final String MD5 = "MD5";
    private static final String SHA_256 = "SHA-256";

    private final HttpChallenge challenge;
    private int nonceCount;

    HttpDigest(HttpChallenge challenge) {
        this.challenge = challenge;
    }

    /// 3 for SHA-256, 2 for MD5, 0 for what is not spoken here.
    static int strength(HttpChallenge challenge) {
        String qop = challenge.parameter("qop");
        boolean isAuth = qop.isEmpty() || List.of(qop.split("[,\\s]+")).contains("auth");
        if (!isAuth || challenge.parameter("nonce").isEmpty()) {
            return 0;
        }
        return switch (algorithm(challenge)) {
            case SHA_256 -> 3;
            case MD5 -> 2;
            default -> 0;
        };
    }

    private static String algorithm(HttpChallenge challenge) {
        String algorithm = challenge.parameter("algorithm").toUpperCase(Locale.ROOT);
        return algorithm.isEmpty() ? MD5 : algorithm;
    }

    HttpChallenge challenge() {
        return challenge;
    }

    /// The value of the Authorization field, one character for each byte of UTF-8.
    ///
    /// @param target path and query of the request
    /// @param cnonce fresh and unpredictable, hexadecimal
    String answer(OnvifCredentials credentials, String method, String target, String cnonce) {
        String answer =
                challenge.scheme().equals("basic")
                        ? basic(credentials)
                        : digest(credentials, method, target, cnonce);
        return new String(answer.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String basic(OnvifCredentials credentials) {
        String pair = credentials.user() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private String digest(
            OnvifCredentials credentials, String method, String target, String cnonce) {
        String realm = challenge.parameter("realm");
        String nonce = challenge.parameter("nonce");
        String secret = hash(credentials.user() + ":" + realm + ":" + credentials.password());
        String request = hash(method + ":" + target);
        StringBuilder answer = new StringBuilder("Digest ");
        quoted(answer, "username", credentials.user());
        quoted(answer.append(", "), "realm", realm);
        quoted(answer.append(", "), "nonce", nonce);
        quoted(answer.append(", "), "uri", target);
        if (challenge.parameter("qop").isEmpty()) {
            quoted(answer.append(", "), "response", hash(secret + ":" + nonce + ":" + request));
        } else {
            String count = String.format(Locale.ROOT, "%08x", ++nonceCount);
            answer.append(", qop=auth, nc=").append(count);
            quoted(answer.append(", "), "cnonce", cnonce);
            String all = secret + ":" + nonce + ":" + count + ":" + cnonce + ":auth:" + request;
            quoted(answer.append(", "), "response", hash(all));
        }
        for (String echoed : List.of("opaque", "algorithm")) {
            if (challenge.parameters().containsKey(echoed)) {
                echo(answer.append(", "), echoed);
            }
        }
        return answer.toString();
    }

    // RFC 7616 §3.4: the algorithm stands without quotes.
    private void echo(StringBuilder answer, String name) {
        if (name.equals("algorithm")) {
            answer.append(name).append('=').append(algorithm(challenge));
        } else {
            quoted(answer, name, challenge.parameter(name));
        }
    }

    private static void quoted(StringBuilder out, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        out.append(name).append("=\"").append(escaped).append('"');
    }

    private String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm(challenge));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
