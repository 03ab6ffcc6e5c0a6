package org.yuanjian.relay.rtsp.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A Digest challenge and the answer to it (RFC 7616, RFC 2617): MD5 or SHA-256, with `qop=auth` or
/// without.
final class DigestChallenge {
    private final Map<String, String> parameters;
    private final String hash;
    private final boolean withQop;
    private int nonceCount;

    private DigestChallenge(Map<String, String> parameters, String hash, boolean withQop) {
        this.parameters = parameters;
        this.hash = hash;
        this.withQop = withQop;
    }

    /// Empty for algorithms and protections not spoken here.
    static Optional<DigestChallenge> of(Map<String, String> parameters) {
        String algorithm = parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        String qop = parameters.getOrDefault("qop", "");
        boolean auth = qop.isEmpty() || (" " + qop.replace(',', ' ') + " ").contains(" auth ");
        if (!auth || !parameters.containsKey("nonce") || !parameters.containsKey("realm")) {
            return Optional.empty();
        }
        return switch (algorithm) {
            case "MD5", "" -> Optional.of(new DigestChallenge(parameters, "MD5", !qop.isEmpty()));
            case "SHA-256" ->
                    Optional.of(new DigestChallenge(parameters, "SHA-256", !qop.isEmpty()));
            default -> Optional.empty();
        };
    }

    boolean isSha256() {
        return hash.equals("SHA-256");
    }

    boolean isStale() {
        return parameters.getOrDefault("stale", "").equalsIgnoreCase("true");
    }

    /// The value of the Authorization field.
    ///
    /// @param cnonce fresh, unpredictable, hexadecimal
    String answer(String user, String password, String method, String uri, String cnonce) {
        String realm = parameters.getOrDefault("realm", "");
        String nonce = parameters.getOrDefault("nonce", "");
        String ha1 = hex(user + ":" + realm + ":" + password);
        String ha2 = hex(method + ":" + uri);
        StringBuilder answer = new StringBuilder(256).append("Digest ");
        quoted(answer, "username", user).append(", ");
        quoted(answer, "realm", realm).append(", ");
        quoted(answer, "nonce", nonce).append(", ");
        quoted(answer, "uri", uri).append(", ");
        if (withQop) {
            String count = String.format(Locale.ROOT, "%08x", ++nonceCount);
            String response = hex(ha1 + ":" + nonce + ":" + count + ":" + cnonce + ":auth:" + ha2);
            quoted(answer, "response", response)
                    .append(", qop=auth, nc=")
                    .append(count)
                    .append(", ");
            quoted(answer, "cnonce", cnonce);
        } else {
            quoted(answer, "response", hex(ha1 + ":" + nonce + ":" + ha2));
        }
        if (parameters.containsKey("opaque")) {
            quoted(answer.append(", "), "opaque", parameters.getOrDefault("opaque", ""));
        }
        if (parameters.containsKey("algorithm")) {
            answer.append(", algorithm=").append(hash);
        }
        return answer.toString();
    }

    private static StringBuilder quoted(StringBuilder out, String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
        return out.append(name).append("=\"").append(escaped).append('"');
    }

    private String hex(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(hash).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
