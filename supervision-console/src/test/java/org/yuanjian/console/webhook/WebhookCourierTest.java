package org.yuanjian.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.console.notice.KeptNotice;
import org.yuanjian.console.webhook.Delivery.State;
import org.yuanjian.console.webhook.Receiver.Received;

/// Deliveries to a real HTTP server.
@Timeout(60)
class WebhookCourierTest {
    private static final String KEY = CredentialVault.freshKey("k1");

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("test.db");
    }

    private static void awaitState(Node node, State state) throws InterruptedException {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        try (var poll = Executors.newSingleThreadScheduledExecutor()) {
            poll.scheduleWithFixedDelay(
                    () -> {
                        if (node.deliveries.count(state).containsKey(Node.WEBHOOK)) {
                            reached.complete(null);
                        }
                    },
                    0,
                    20,
                    TimeUnit.MILLISECONDS);
            reached.orTimeout(20, TimeUnit.SECONDS).join();
            poll.shutdownNow();
        }
    }

    @Test
    void deliver_answers200_isSignedAndSent() throws Exception {
        try (Receiver receiver = new Receiver();
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            node.addWebhook(Node.WEBHOOK, receiver.url("/hook?of=us"));
            KeptNotice kept = node.post("p1");
            node.courier.start();
            Received got = receiver.next();
            awaitState(node, State.SENT);
            Instant sent =
                    Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp")));
            Map<String, String> expected =
                    new WebhookMessage(kept.id(), got.body()).headers(Node.SECRET, sent);

            assertThat(got.path()).isEqualTo("/hook?of=us");
            assertThat(got.headers()).containsEntry("webhook-id", kept.id());
            assertThat(got.headers().get("webhook-signature"))
                    .isEqualTo(expected.get("webhook-signature"));
            assertThat(got.headers().get("Content-Type"))
                    .isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(node.deliveries.before(Node.WEBHOOK, "", 1).getFirst().status())
                    .isEqualTo(200);
        }
    }

    @Test
    void deliver_fails_comesAgainUnderTheSameIdAfterAPause() throws Exception {
        try (Receiver receiver = new Receiver().willAnswer(500);
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            node.addWebhook(Node.WEBHOOK, receiver.url("/"));
            node.post("p1");
            node.courier.start();
            Received first = receiver.next();
            Received second = receiver.next();
            awaitState(node, State.SENT);

            assertThat(second.headers().get("webhook-id"))
                    .isEqualTo(first.headers().get("webhook-id"));
            assertThat(second.body()).isEqualTo(first.body());
            long pause =
                    Long.parseLong(second.headers().get("webhook-timestamp"))
                            - Long.parseLong(first.headers().get("webhook-timestamp"));
            assertThat(pause).isBetween(4L, 9L);
        }
    }

    @Test
    void deliver_redirect_isNotFollowed() throws Exception {
        try (Receiver receiver = new Receiver().willAnswer(307);
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            Webhook webhook = node.addWebhook(Node.WEBHOOK, receiver.url("/here"));
            Attempt attempt = node.courier.attempt(webhook, node.post("p1"));

            assertThat(attempt).isEqualTo(new Attempt(307, "status"));
            assertThat(receiver.next().path()).isEqualTo("/here");
            assertThat(receiver.waiting()).isZero();
        }
    }

    @Test
    void deliver_gone_isGivenUpAtOnce() throws Exception {
        try (Receiver receiver = new Receiver().willAnswer(410);
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            node.addWebhook(Node.WEBHOOK, receiver.url("/"));
            node.post("p1");
            node.courier.start();
            receiver.next();
            awaitState(node, State.DEAD);

            assertThat(node.deliveries.before(Node.WEBHOOK, "", 1).getFirst().attempts()).isOne();
        }
    }

    @Test
    void attempt_answerTrickles_endsInTime() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> trickle(server));
            Webhook webhook =
                    node.addWebhook(
                            Node.WEBHOOK, "http://127.0.0.1:" + server.getLocalPort() + "/");
            long began = System.nanoTime();
            Attempt attempt = node.courier.attempt(webhook, node.post("p1"));

            assertThat(attempt).isEqualTo(Attempt.failed("timeout"));
            assertThat(System.nanoTime() - began).isLessThan(6_000_000_000L);
            trickle.get(20, TimeUnit.SECONDS);
        }
    }

    /// A byte for each that it is sent, so that reading never waits for long.
    private static void trickle(ServerSocket server) {
        try (Socket socket = server.accept();
                var pace = Executors.newSingleThreadScheduledExecutor()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 2".getBytes(StandardCharsets.US_ASCII));
            var pulse =
                    pace.scheduleWithFixedDelay(
                            () -> {
                                try {
                                    out.write('0');
                                    out.flush();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            },
                            0,
                            100,
                            TimeUnit.MILLISECONDS);
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Until the other side has gone.
            }
            pulse.cancel(true);
        } catch (IOException e) {
            // It has gone.
        }
    }

    @Test
    void attempt_endlessHead_isNoAnswer() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            CompletableFuture<Void> flood =
                    CompletableFuture.runAsync(() -> {
                        try (Socket socket = server.accept()) {
                            byte[] much = new byte[64 * 1024];
                            socket.getOutputStream().write(much);
                            socket.shutdownOutput();
                            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                        } catch (IOException e) {
                            // It has heard enough.
                        }
                    });
            Webhook webhook =
                    node.addWebhook(
                            Node.WEBHOOK, "http://127.0.0.1:" + server.getLocalPort() + "/");

            assertThat(node.courier.attempt(webhook, node.post("p1")))
                    .isEqualTo(Attempt.failed("answer"));
            flood.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void attempt_outsideTheNetworks_isNotDialled() throws Exception {
        try (Node node = Node.sqlite(file(), KEY, Clock.systemUTC())) {
            for (String url :
                    List.of("http://169.254.169.254/", "https://192.0.2.1/", "http://[::1]:1/")) {
                Webhook webhook = node.addWebhook("w" + url.hashCode(), url);
                assertThat(node.courier.attempt(webhook, node.post("p")))
                        .isEqualTo(Attempt.failed("notAllowed"));
            }
        }
    }

    @Test
    void pauses_allOfThem_takeAboutADay() {
        RetryPlan plan = new RetryPlan(new Random(1));
        Duration whole = Duration.ZERO;
        int attempts = 1;
        while (plan.pauseAfter(attempts).isPresent()) {
            whole = whole.plus(plan.pauseAfter(attempts).orElseThrow());
            attempts++;
        }
        assertThat(attempts).isEqualTo(9);
        assertThat(whole).isBetween(Duration.ofHours(20), Duration.ofHours(28));
    }

    /// A node is killed outright where it hurts; another one finds its work.
    @ParameterizedTest
    @ValueSource(strings = {"committed", "claimed", "sent"})
    void deliver_nodeKilled_losesNothing(String stage) throws Exception {
        try (Receiver receiver = new Receiver()) {
            String notice = killAt(stage, receiver.url("/"));
            if (stage.equals("sent")) {
                assertThat(receiver.next().headers()).containsEntry("webhook-id", notice);
            }
            Clock later = Clock.offset(Clock.systemUTC(), WebhookCourier.LEASE.plusSeconds(5));
            try (Node heir = Node.sqlite(file(), KEY, later)) {
                heir.courier.start();
                Received got = receiver.next();
                awaitState(heir, State.SENT);

                assertThat(got.headers()).containsEntry("webhook-id", notice);
                assertThat(got.body()).contains("\"object\":\"" + stage + "\"");
            }
        }
    }

    /// Runs a node up to a stage and kills it there; returns the id of its notice.
    private String killAt(String stage, String url) throws IOException, InterruptedException {
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classes,
                                KilledNode.class.getName(),
                                file().toString(),
                                KEY,
                                url,
                                stage)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("at ")) {
                line = out.readLine();
            }
            assertThat(line).isNotNull();
            return String.valueOf(line).substring(3);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
