package org.yuanjian.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.notice.Notice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhookMessageTest {
    private static final Instant TIME = Instant.parse("2026-11-26T08:00:00Z");

    /// The example of the Standard Webhooks specification.
    @Test
    void headers_exampleOfTheSpecification_haveItsSignature() {
        WebhookMessage message =
                new WebhookMessage(
                        "msg_loFOjxBNrRLzqYUf",
                        "{\"event_type\":\"ping\",\"data\":{\"success\":true}}");

        assertThat(
                        message.headers(
                                "whsec_plJ3nmyCDGBKInavdOK15jsl",
                                Instant.ofEpochSecond(1_731_705_121)))
                .containsEntry("webhook-id", "msg_loFOjxBNrRLzqYUf")
                .containsEntry("webhook-timestamp", "1731705121")
                .containsEntry(
                        "webhook-signature", "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void of_aNotice_isACloudEventAndAlwaysTheSame() {
        Notice notice =
                new Notice("point_down", "440100", "p1", Map.of("b", "2", "a", "1", "c", "3"));
        KeptNotice kept = new KeptNotice("n1", TIME, notice);
        WebhookMessage message = WebhookMessage.of(kept, "/yuanjian");
        JsonNode event = new JsonMapper().readTree(message.body());

        assertThat(event.get("specversion").asString()).isEqualTo("1.0");
        assertThat(event.get("id").asString()).isEqualTo("n1").isEqualTo(message.id());
        assertThat(event.get("source").asString()).isEqualTo("/yuanjian");
        assertThat(event.get("type").asString()).isEqualTo("org.yuanjian.point_down");
        assertThat(event.get("subject").asString()).isEqualTo("p1");
        assertThat(event.get("time").asString()).isEqualTo("2026-11-26T08:00:00Z");
        assertThat(event.get("data").get("facts").get("c").asString()).isEqualTo("3");
        assertThat(message.body()).contains("{\"a\":\"1\",\"b\":\"2\",\"c\":\"3\"}");
    }

    @Test
    void secret_ofBytes_isWrittenAsTheSpecificationSays() {
        assertThat(WebhookMessage.secret(new byte[] {1, 2, 3})).isEqualTo("whsec_AQID");
    }
}
