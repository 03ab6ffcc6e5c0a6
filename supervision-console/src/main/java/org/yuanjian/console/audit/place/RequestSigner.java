package org.yuanjian.console.audit.place;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yuanjian.console.setting.LedgerSettings;

/// Signs requests to S3 (AWS Signature Version 4). Paths have no characters that would have to be
/// written otherwise, and there is no query.
final class RequestSigner {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String HEADERS = "host;x-amz-content-sha256;x-amz-date";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DAY = 8;

    private final LedgerSettings.Bucket s3;
    private final InstantSource clock;

    RequestSigner(LedgerSettings.Bucket s3, InstantSource clock) {
        this.s3 = s3;
        this.clock = clock;
    }

    /// The headers that sign a request.
    Map<String, String> sign(String method, URI address, byte[] body) {
        Instant now = clock.instant();
        String time = TIME.format(now);
        String bodyHash = sha256(body);
        String scope = time.substring(0, DAY) + "/" + s3.region() + "/s3/aws4_request";
        String request =
                String.join(
                        "\n",
                        method,
                        address.getRawPath(),
                        "",
                        "host:" + address.getAuthority(),
                        "x-amz-content-sha256:" + bodyHash,
                        "x-amz-date:" + time,
                        "",
                        HEADERS,
                        bodyHash);
        String text = String.join("\n", ALGORITHM, time, scope, sha256(bytes(request)));
        String signature = HexFormat.of().formatHex(hmac(key(time.substring(0, DAY)), text));
        return Map.of(
                "x-amz-date", time,
                "x-amz-content-sha256", bodyHash,
                "Authorization",
                        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                                .formatted(ALGORITHM, s3.accessKey(), scope, HEADERS, signature));
    }

    private byte[] key(String day) {
        byte[] ofDay = hmac(bytes("AWS4" + s3.secretKey()), day);
        return hmac(hmac(hmac(ofDay, s3.region()), "s3"), "aws4_request");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
