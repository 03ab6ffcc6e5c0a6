package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.console.notice.Notice;
import org.yuanjian.console.notice.NoticeBoard;
import org.yuanjian.console.webhook.Receiver;
import tools.jackson.databind.JsonNode;

/// Webhooks by the JSON interface, with another system that takes them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
final class WebhookTest {
    @TempDir static Path data;

    private RunningConsole console;

    @BeforeAll
    void start() throws Exception {
        console = new RunningConsole(data, "--yuanjian.webhook.networks=127.0.0.0/8");
        console.signIn();
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private JsonNode make(String url, String kinds) throws Exception {
        var answer =
                console.call(
                        "POST",
                        "/api/webhooks",
                        "{\"name\":\"市局\",\"url\":\"%s\",\"kinds\":[%s]}".formatted(url, kinds));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningConsole.json(answer);
    }

    private void post(String kind, String object) {
        console.bean(NoticeBoard.class).post(new Notice(kind, "", object, Map.of()));
    }

    @Test
    void webhook_noticeOfItsKind_arrivesAndIsListedAndReplayed() throws Exception {
        try (Receiver receiver = new Receiver()) {
            String id = make(receiver.url("/"), "\"point_down\"").get("id").asString();
            String path = "/api/webhooks/" + id;
            post("point_up", "other");
            post("point_down", "wanted");
            var got = receiver.next();
            String notice = got.headers().get("webhook-id");
            var replay = console.call("POST", path + "/deliveries/" + notice + "/replay", null);
            var again = receiver.next();
            JsonNode page = RunningConsole.json(console.call("GET", path + "/deliveries", null));
            var since =
                    console.call("POST", path + "/replay", "{\"since\":\"2026-01-01T00:00:00Z\"}");

            assertThat(got.body()).contains("\"wanted\"");
            assertThat(replay.statusCode()).isEqualTo(202);
            assertThat(again.headers()).containsEntry("webhook-id", notice);
            assertThat(page.get("deliveries").size()).isOne();
            assertThat(page.get("deliveries").get(0).get("notice").asString()).isEqualTo(notice);
            assertThat(RunningConsole.json(since).get("deliveries").asInt()).isOne();
            assertThat(console.call("DELETE", path, null).statusCode()).isEqualTo(204);
            assertThat(console.call("GET", path + "/deliveries", null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void create_secret_isToldOnceAndKeptSealed() throws Exception {
        String secret = make("http://127.0.0.1:9/hook", "").get("secret").asString();
        byte[] kept = Files.readAllBytes(data.resolve("records.db"));
        byte[] journal = Files.readAllBytes(data.resolve("records.db-wal"));

        assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(console.call("GET", "/api/webhooks", null).body())
                .contains("http://127.0.0.1:9/hook")
                .doesNotContain(secret)
                .doesNotContain("secret");
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
        assertThat(new String(journal, StandardCharsets.ISO_8859_1))
                .contains("http://127.0.0.1:9/hook")
                .doesNotContain(secret);
    }

    @Test
    void test_anAddress_saysHowItAnswers() throws Exception {
        try (Receiver receiver = new Receiver().willAnswer(503)) {
            String id = make(receiver.url("/"), "").get("id").asString();
            JsonNode first =
                    RunningConsole.json(
                            console.call("POST", "/api/webhooks/" + id + "/test", null));
            JsonNode second =
                    RunningConsole.json(
                            console.call("POST", "/api/webhooks/" + id + "/test", null));

            assertThat(first.get("sent").asBoolean()).isFalse();
            assertThat(first.get("status").asInt()).isEqualTo(503);
            assertThat(second.get("sent").asBoolean()).isTrue();
            assertThat(receiver.next().body()).contains("org.yuanjian.webhook_test");
        }
    }

    @Test
    void list_oftenerThanThereAreConnections_answersEachTime() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(console.call("GET", "/api/webhooks", null).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void create_elsewhere_isRefused() throws Exception {
        Map<String, String> refused =
                Map.of(
                        "http://169.254.169.254/latest", "NOT_ALLOWED",
                        "http://10.0.0.1/", "NOT_ALLOWED",
                        "https://192.0.2.7/", "NOT_ALLOWED",
                        "http://[::1]/", "NOT_ALLOWED",
                        "http://0.0.0.0/", "NOT_ALLOWED",
                        "ftp://127.0.0.1/", "ADDRESS",
                        "http://user:pass@127.0.0.1/", "ADDRESS",
                        "http://127.0.0.1/#x", "ADDRESS",
                        "/only/a/path", "ADDRESS",
                        "http://127.0.0.1/ a", "ADDRESS");
        for (var one : refused.entrySet()) {
            var answer =
                    console.call(
                            "POST",
                            "/api/webhooks",
                            "{\"name\":\"x\",\"url\":\"" + one.getKey() + "\"}");
            assertThat(answer.statusCode()).as(one.getKey()).isEqualTo(422);
            assertThat(RunningConsole.json(answer).get("kind").asString())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        }
    }
}
