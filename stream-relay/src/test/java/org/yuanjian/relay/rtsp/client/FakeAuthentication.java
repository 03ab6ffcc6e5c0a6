package org.yuanjian.relay.rtsp.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.relay.rtsp.client.FakeCameraScript.Auth;

/// The camera's side of Basic and Digest, worked out on its own (RFC 7616, RFC 7617).
final class FakeAuthentication {
    private static final String REALM = "fake \\\"camera\\\"";

    private final FakeCameraScript script;
    private int nonces;
    private boolean stale;

    FakeAuthentication(FakeCameraScript script) {
        this.script = script;
    }

    boolean admits(RtspRequest request) {
        if (script.auth == Auth.NONE) {
            return true;
        }
        String given = request.headers().first("Authorization").orElse("");
        if (given.isEmpty()) {
            stale = false;
            return false;
        }
        stale = script.staleAnswers.getAndDecrement() > 0;
        if (stale) {
            return false;
        }
        return given.startsWith("Basic ") ? basic(given) : digest(given, request.method());
    }

    private boolean basic(String given) {
        byte[] pair = Base64.getDecoder().decode(given.substring("Basic ".length()));
        String expected = FakeCameraScript.USER + ":" + script.password;
        return new String(pair, StandardCharsets.UTF_8).equals(expected)
                && (script.auth == Auth.BASIC || script.auth == Auth.SEVERAL);
    }

    private boolean digest(String given, String method) {
        String hash = given.contains("algorithm=SHA-256") ? "SHA-256" : "MD5";
        String realm = REALM.replace("\\", "");
        String ha1 = hex(hash, FakeCameraScript.USER + ":" + realm + ":" + script.password);
        String ha2 = hex(hash, method + ":" + quoted(given, "uri"));
        String nonce = quoted(given, "nonce");
        String middle =
                given.contains("qop=auth")
                        ? ":" + plain(given, "nc") + ":" + quoted(given, "cnonce") + ":auth:"
                        : ":";
        return nonce.equals("nonce" + nonces)
                && quoted(given, "opaque").equals("opaque words")
                && quoted(given, "response").equals(hex(hash, ha1 + ":" + nonce + middle + ha2));
    }

    private static String quoted(String field, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=\"([^\"]*)\"").matcher(field);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String plain(String field, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + "=([0-9a-f]+)").matcher(field);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String hex(String hash, String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(hash).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The WWW-Authenticate fields of a 401.
    List<String> challenges() {
        nonces++;
        String md5 = digestChallenge("");
        String sha256 = digestChallenge(", algorithm=SHA-256");
        String basic = "Basic realm=\"fake\"";
        List<String> fields = new ArrayList<>();
        switch (script.auth) {
            case NONE -> {}
            case BASIC -> fields.add(basic);
            case MD5 -> fields.add(md5);
            case MD5_QOP -> fields.add(md5 + ", qop=\"auth,auth-int\"");
            case SHA256 -> fields.add(sha256);
            case SHA256_QOP -> fields.add(sha256 + ", qop=\"auth\"");
            case SEVERAL -> {
                fields.add(basic + ", " + md5);
                fields.add(sha256 + ", qop=\"auth\"");
            }
        }
        return fields;
    }

    private String digestChallenge(String more) {
        String parameters = "realm=\"" + REALM + "\", nonce=\"nonce" + nonces + "\"";
        String staleness = stale ? ", stale=TRUE" : "";
        return "Digest " + parameters + ", opaque=\"opaque words\"" + staleness + more;
    }
}
