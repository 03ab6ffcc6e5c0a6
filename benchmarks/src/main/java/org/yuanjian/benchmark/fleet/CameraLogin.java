package org.yuanjian.benchmark.fleet;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuanjian.media.rtsp.RtspRequest;

/// Asks one connection for name and password and checks the answer: Basic (RFC 7617), Digest with
/// MD5 and SHA-256, with and without qop (RFC 7616), in UTF-8.
final class CameraLogin {
    private static final String REALM = "Camera";
    private static final Pattern PARAMETER =
            Pattern.compile("(\\w+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

    private final CameraProfile.Login kind;
    private final CameraCredentials credentials;
    private final String nonce;

    /// What an answer is worth.
    enum Verdict {
        WELCOME,
        /// No answer, or one to another nonce.
        ASK,
        WRONG
    }

    CameraLogin(CameraProfile.Login kind, CameraCredentials credentials, String nonce) {
        this.kind = kind;
        this.credentials = credentials;
        this.nonce = nonce;
    }

    /// Whether these are the credentials it takes.
    boolean asksFor(CameraCredentials others) {
        return credentials.equals(others);
    }

    /// Values of WWW-Authenticate, the one the camera likes best first.
    ///
    /// @param stale whether only the nonce was too old
    List<String> challenges(boolean stale) {
        String digest =
                "Digest realm=\""
                        + REALM
                        + "\", nonce=\""
                        + nonce
                        + "\""
                        + (stale ? ", stale=true" : "");
        String basic = "Basic realm=\"" + REALM + "\"";
        String sha256 = digest + ", algorithm=SHA-256, qop=\"auth\"";
        String md5 = digest + ", algorithm=MD5, qop=\"auth\"";
        return switch (kind) {
            case BASIC -> List.of(basic);
            case DIGEST_MD5 -> List.of(md5);
            case DIGEST_MD5_NO_QOP -> List.of(digest);
            case DIGEST_SHA256 -> List.of(sha256);
            case ALL -> List.of(sha256, md5, basic);
        };
    }

    Verdict check(RtspRequest request) {
        return check(request.method(), request.headers().first("Authorization").orElse(""));
    }

    /// @param authorization value of the field; empty if there is none
    Verdict check(String method, String authorization) {
        String answer = authorization.strip();
        String scheme = answer.toLowerCase(Locale.ROOT);
        if (scheme.startsWith("basic ") && takesBasic()) {
            return basic(answer.substring(6).strip()) ? Verdict.WELCOME : Verdict.WRONG;
        }
        if (scheme.startsWith("digest ") && kind != CameraProfile.Login.BASIC) {
            return digest(method, parameters(answer.substring(7)));
        }
        return Verdict.ASK;
    }

    private boolean takesBasic() {
        return kind == CameraProfile.Login.BASIC || kind == CameraProfile.Login.ALL;
    }

    private boolean basic(String token) {
        String expected = credentials.user() + ":" + credentials.password();
        return token.equals(
                Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)));
    }

    private Verdict digest(String method, Map<String, String> answer) {
        if (!nonce.equals(answer.get("nonce"))) {
            return Verdict.ASK;
        }
        String algorithm = answer.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
        String expected = expected(algorithm, method, answer);
        boolean right =
                takes(algorithm)
                        && credentials.user().equals(answer.get("username"))
                        && expected.equals(answer.getOrDefault("response", ""));
        return right ? Verdict.WELCOME : Verdict.WRONG;
    }

    private boolean takes(String algorithm) {
        return switch (kind) {
            case BASIC -> false;
            case DIGEST_MD5, DIGEST_MD5_NO_QOP -> algorithm.equals("MD5");
            case DIGEST_SHA256 -> algorithm.equals("SHA-256");
            case ALL -> true;
        };
    }

    /// RFC 7616 §3.4.1; without qop as RFC 2069 had it.
    private String expected(String algorithm, String method, Map<String, String> answer) {
        String a1 =
                hash(algorithm, credentials.user() + ":" + REALM + ":" + credentials.password());
        String a2 = hash(algorithm, method + ":" + answer.getOrDefault("uri", ""));
        String qop = answer.get("qop");
        if (qop == null) {
            return hash(algorithm, a1 + ":" + nonce + ":" + a2);
        }
        String count = answer.getOrDefault("nc", "");
        String client = answer.getOrDefault("cnonce", "");
        return hash(algorithm, String.join(":", a1, nonce, count, client, qop, a2));
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        Matcher matcher = PARAMETER.matcher(text);
        while (matcher.find()) {
            String value =
                    matcher.group(2) == null
                            ? matcher.group(3)
                            : matcher.group(2).replaceAll("\\\\(.)", "$1");
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), value);
        }
        return parameters;
    }

    private static String hash(String algorithm, String text) {
        try {
            MessageDigest digest =
                    MessageDigest.getInstance(algorithm.startsWith("SHA") ? "SHA-256" : "MD5");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
