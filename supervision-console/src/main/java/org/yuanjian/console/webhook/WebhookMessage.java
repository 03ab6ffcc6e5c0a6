package org.yuanjian.console.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.notice.Notice;
import tools.jackson.databind.json.JsonMapper;

/// A notice as another system gets it: a CloudEvent 1.0 in structured mode, signed as Standard
/// Webhooks 1.0 says. The same notice always makes the same body.
///
/// @param id of the message; the same with every attempt
record WebhookMessage(String id, String body) {
    static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TYPE = "org.yuanjian.";
    private static final String SECRET = "whsec_";
    private static final String MAC = "HmacSHA256";

    /// @param source what names this installation in the event
    static WebhookMessage of(KeptNotice kept, String source) {
        Notice notice = kept.notice();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", kept.id());
        event.put("source", source);
        event.put("type", TYPE + notice.kind());
        if (!notice.object().isEmpty()) {
            event.put("subject", notice.object());
        }
        event.put("time", kept.at().toString());
        event.put("datacontenttype", "application/json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("kind", notice.kind());
        data.put("region", notice.region());
        data.put("object", notice.object());
        data.put("facts", new TreeMap<>(notice.facts()));
        event.put("data", data);
        return new WebhookMessage(kept.id(), JSON.writeValueAsString(event));
    }

    /// The text of a secret of these bytes.
    static String secret(byte[] bytes) {
        return SECRET + Base64.getEncoder().encodeToString(bytes);
    }

    /// The headers that prove where it comes from.
    ///
    /// @param secret as [#secret] writes it
    Map<String, String> headers(String secret, Instant now) {
        String timestamp = Long.toString(now.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + signature(secret, timestamp));
        return headers;
    }

    // Standard Webhooks, "Signature scheme": HMAC over id.timestamp.body, the key being the
    // secret's
    // bytes and not its text.
    private String signature(String secret, String timestamp) {
        byte[] key = Base64.getDecoder().decode(secret.substring(SECRET.length()));
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            String signed = id + "." + timestamp + "." + body;
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "WebhookMessage[id=" + id + "]";
    }
}
