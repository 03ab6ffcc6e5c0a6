package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.console.webhook.Receiver;
import org.yuanjian.relay.http.SelfSigned;
import tools.jackson.databind.JsonNode;

/// Plants every kind of secret there is, drives the console past all its routes and into its
/// errors, and looks for them in what it wrote and said. Whoever adds a kind of secret plants it
/// here.
@ExtendWith(OutputCaptureExtension.class)
final class SecretsTest {
    private static final String CAMERA_PASSWORD = "kx-Kamera-5591";
    private static final String PROBE_PASSWORD = "kx-Probe-7723";
    private static final String MISTYPED = "kx-Mistyped-3318";
    private static final String DATABASE_PASSWORD = "kx-Database-9042";
    private static final String TICKETS = "POST /api/tickets";
    private static final String PLATFORMS = "POST /api/platform-tickets";
    private static final String WEBHOOKS = "POST /api/webhooks";

    @TempDir Path folder;

    private final PlantedSecrets secrets = new PlantedSecrets();
    private RefusingCamera camera;
    private Receiver receiver;
    private int relayPort;
    private RunningConsole console;
    private String point;

    @BeforeEach
    void start() throws Exception {
        camera = new RefusingCamera();
        receiver = new Receiver();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            relayPort = socket.getLocalPort();
        }
        console =
                new RunningConsole(
                        folder.resolve("data"),
                        "--yuanjian.roles=relay",
                        "--yuanjian.relay.http-port=" + relayPort,
                        "--yuanjian.relay.rtsp-port=0",
                        "--yuanjian.relay.media-port=0",
                        "--yuanjian.relay.bind=127.0.0.1",
                        "--yuanjian.relay.camera-networks=127.0.0.0/8",
                        "--yuanjian.webhook.networks=127.0.0.0/8",
                        "--logging.level.org.yuanjian=trace",
                        "--logging.level.root=info");
        point = console.bean(PointRegistry.class).list().points().iterator().next().code();
    }

    @AfterEach
    void stop() throws IOException {
        console.close();
        receiver.close();
        camera.close();
    }

    @Test
    void allOfThem_afterEveryRouteAndError_areFoundNowhere(CapturedOutput output) throws Exception {
        signInWrongAndRight();
        useTheCamera();
        play();
        askEveryRoute();
        failToStart();
        breakTheDatabase();
        secrets.note("the log", output.getAll());

        assertThat(output.getAll()).contains("signed in", "request failed", "sign-in refused");
        assertThat(output.getAll()).doesNotContain("Connection is not available");
        assertThat(secrets.size()).isGreaterThan(50);
        assertThat(secrets.names())
                .containsExactlyInAnyOrder(
                        "password of a camera",
                        "password tried on a camera",
                        "password of the account",
                        "password mistyped",
                        "cookie of the session",
                        "play ticket",
                        "ticket of a platform",
                        "key of tickets",
                        "key of the vault",
                        "secret of a webhook",
                        "token of metrics",
                        "password of the database",
                        "key of TLS");
        assertThat(secrets.found()).isEmpty();
    }

    @Test
    void found_whatIsThere_isNamed() {
        secrets.plant("one", "kx/One+1234");
        secrets.plant("two", "kx/Two+1234", "its teller");
        secrets.note("plain", "a kx/One+1234 b");
        secrets.note("encoded", "kx%2FTwo%2B1234");
        secrets.note("its teller", "kx/Two+1234");

        assertThat(secrets.found()).containsExactly("one in plain", "two in encoded");
    }

    private HttpResponse<String> call(String method, String path, @Nullable String json)
            throws Exception {
        return secrets.note(method + " " + path, console.call(method, path, json));
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("data").resolve(name)).strip();
    }

    private void signInWrongAndRight() throws Exception {
        String password = console.ready().get("password").asString();
        secrets.plant("password mistyped", MISTYPED);
        secrets.plant("password of the account", password);
        secrets.plant("key of the vault", file("vault.key").replaceAll("(?s)^\\S+ (\\S+).*", "$1"));
        secrets.plant("key of tickets", file("ticket.key"));
        secrets.plant("token of metrics", file("metrics.token"));
        secrets.note("POST /api/session", console.signIn("admin", MISTYPED));
        secrets.note("POST /api/session", console.signIn(MISTYPED, MISTYPED));
        call("POST", "/api/session", "{\"user\":\"admin\",\"password\":\"" + MISTYPED);
        HttpResponse<String> in =
                secrets.note("POST /api/session", console.signIn("admin", password));
        String cookie =
                in.headers().allValues("Set-Cookie").stream()
                        .filter(text -> text.startsWith("YUANJIAN="))
                        .map(text -> text.substring("YUANJIAN=".length(), text.indexOf(';')))
                        .findFirst()
                        .orElseThrow();
        secrets.plant("cookie of the session", cookie);
    }

    private void useTheCamera() throws Exception {
        secrets.plant("password of a camera", CAMERA_PASSWORD);
        secrets.plant("password tried on a camera", PROBE_PASSWORD);
        String device =
                "{\"address\":\"127.0.0.1\",\"onvif_port\":\"%d\",\"rtsp_port\":\"%d\",\"user\":\"viewer\","
                        + "\"password\":\"%s\",\"main_path\":\"/main\",\"sub_path\":\"/sub\",\"transport\":\"%s\"}";
        String path = "/api/points/" + point;
        assertThat(
                        call(
                                        "PUT",
                                        path,
                                        device.formatted(
                                                camera.port(),
                                                camera.port(),
                                                CAMERA_PASSWORD,
                                                "tcp"))
                                .statusCode())
                .isEqualTo(200);
        call("PUT", path, device.formatted(camera.port(), camera.port(), CAMERA_PASSWORD, "odd"));
        call("PUT", "/api/points/odd", "{\"password\":\"" + CAMERA_PASSWORD + "\"}");
        String list =
                "code,password,odd\n" + point + "," + CAMERA_PASSWORD + ",\n1," + CAMERA_PASSWORD;
        call("POST", "/api/points/import?dryRun=true", list);
        call("POST", "/api/points/import", list);
        String probe = "{\"host\":\"127.0.0.1\",\"port\":%d,\"user\":\"u\",\"password\":\"%s\"}";
        call("POST", "/api/devices/probe", probe.formatted(camera.port(), PROBE_PASSWORD));
        call("POST", "/api/devices/probe", probe.formatted(1, PROBE_PASSWORD));
        call("POST", path + "/probe", null);
        call("GET", path + "/snapshot?reason=routine_tour", null);
    }

    /// Plays by WebSocket until the camera has refused its password.
    private void play() throws Exception {
        String wish = "{\"stream\":\"%s\",\"reason\":\"routine_tour\"}".formatted(point + "/main");
        JsonNode granted = RunningConsole.json(call("POST", "/api/tickets", wish));
        String ticket = granted.get("ticket").asString();
        secrets.plant("play ticket", ticket, TICKETS);
        JsonNode platform =
                RunningConsole.json(
                        secrets.note(
                                PLATFORMS,
                                console.callOnce(
                                        "once",
                                        "/api/platform-tickets",
                                        "{\"name\":\"kx\",\"stream\":\"" + point + "/main\"}")));
        secrets.plant("ticket of a platform", platform.get("ticket").asString(), PLATFORMS);
        JsonNode webhook =
                RunningConsole.json(
                        call(
                                "POST",
                                "/api/webhooks",
                                "{\"name\":\"kx\",\"url\":\"" + receiver.url("/hook") + "\"}"));
        secrets.plant("secret of a webhook", webhook.get("secret").asString(), WEBHOOKS);
        receiver.willAnswer(500);
        call("POST", "/api/webhooks/" + webhook.get("id").asString() + "/test", null);
        secrets.note("GET /live", watch(ticket));
        secrets.note("GET /live", watch(ticket + "x"));
        assertThat(camera.credentials()).isNotNull();
    }

    private String watch(String ticket) throws Exception {
        URI live = URI.create("ws://127.0.0.1:" + relayPort + "/live/" + point + "/main");
        try (HttpClient client = HttpClient.newHttpClient()) {
            Said said = new Said();
            WebSocket socket =
                    client.newWebSocketBuilder().buildAsync(live, said).get(20, TimeUnit.SECONDS);
            socket.sendText(ticket, true).get(20, TimeUnit.SECONDS);
            return said.first.get(20, TimeUnit.SECONDS);
        }
    }

    private void askEveryRoute() throws Exception {
        List<String> paths =
                console.beans(RequestMappingHandlerMapping.class).stream()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .flatMap(AuthorisationMatrixTest::routes)
                        .filter(route -> route.startsWith("GET ") && !route.contains("/events"))
                        .map(route -> route.substring(4).replace("{code}", point))
                        .toList();
        for (String path : paths) {
            call("GET", path.replaceAll("\\{[a-z]+}", "none"), null);
            call("GET", path.replaceAll("\\{[a-z]+}", "none") + "?after=%00&from=x&format=y", null);
        }
        String token = file("metrics.token");
        for (String path : List.of("prometheus", "health", "env", "heapdump", "configprops")) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(console.management("/actuator/" + path));
            HttpResponse<String> answer =
                    console.send(request.header("Authorization", "Bearer " + token).build());
            secrets.note("GET /actuator/" + path, answer);
        }
    }

    /// Starts that are refused say why, with the settings they were given at hand.
    private void failToStart() throws Exception {
        secrets.plant("password of the database", DATABASE_PASSWORD);
        refused(
                "--yuanjian.database.url=jdbc:postgresql://127.0.0.1:1/none",
                "--yuanjian.database.user=kx",
                "--yuanjian.database.password=" + DATABASE_PASSWORD);
        SelfSigned one = SelfSigned.create("one");
        SelfSigned two = SelfSigned.create("two");
        Path certificate = folder.resolve("node.pem");
        Path key = folder.resolve("node.key");
        Files.writeString(certificate, one.certificatePem());
        Files.writeString(key, two.keyPem());
        secrets.plant("key of TLS", two.keyPem().lines().skip(1).findFirst().orElseThrow());
        refused("--yuanjian.tls.certificate=" + certificate, "--yuanjian.tls.key=" + key);
        Files.writeString(key, two.keyPem().replace("PRIVATE KEY", "ODD KEY"));
        refused("--yuanjian.tls.certificate=" + certificate, "--yuanjian.tls.key=" + key);
        refused("--yuanjian.vault.keys=" + file("vault.key") + " odd");
    }

    private void refused(String... settings) {
        assertThatThrownBy(() -> new RunningConsole(folder.resolve("refused"), settings))
                .satisfies(e -> secrets.note("a start that is refused", trace(e)));
    }

    /// What it says and all its causes do; where they come from stands in the log.
    private static String trace(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Throwable at = e; at != null; at = at.getCause()) {
            text.append(at).append('\n');
        }
        return text.toString();
    }

    private void breakTheDatabase() throws Exception {
        console.bean(SqlStore.class).close();
        String device = "{\"password\":\"" + CAMERA_PASSWORD + "\"}";
        assertThat(call("PUT", "/api/points/" + point, device).statusCode()).isEqualTo(500);
        assertThat(call("GET", "/api/webhooks", null).statusCode()).isEqualTo(500);
        call("POST", "/api/platform-tickets", "{\"name\":\"kx\"}");
    }

    /// What the relay says first.
    private static final class Said implements WebSocket.Listener {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            first.complete(data.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }

    @Test
    void atRest_secretsThatWereKept_areSealed() throws Exception {
        console.signIn();
        useTheCamera();
        play();
        console.bean(SqlStore.class).close();
        try (Stream<Path> files = Files.list(folder.resolve("data"))) {
            for (Path file : files.filter(SecretsTest::isOfTheDatabase).toList()) {
                secrets.note(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(secrets.found()).isEmpty();
    }

    private static boolean isOfTheDatabase(Path file) {
        return file.getFileName().toString().startsWith("records.db");
    }

    @Test
    void jvm_withoutMemory_endsAndLeavesNothing() throws Exception {
        Path root = Path.of(System.getProperty("yuanjian.root", "..")).toAbsolutePath();
        Path options = root.resolve("config/jvm.options");
        Path source = folder.resolve("Hungry.java");
        Files.writeString(
                source,
                "class Hungry { public static void main(String[] a) {"
                        + " var kept = new java.util.ArrayList<byte[]>();"
                        + " while (true) kept.add(new byte[1 << 20]); } }");
        Path place = Files.createDirectory(folder.resolve("place"));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + options,
                                "-Xmx64m",
                                source.toString())
                        .directory(place.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("hungry.log").toFile())
                        .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("hungry.log"))).contains("OutOfMemoryError");
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
        for (String file : List.of("yuanjian", "config/jvm.options")) {
            assertThat(Files.readString(root.resolve(file))).doesNotContain("HeapDump");
        }
        assertThat(Arrays.asList(Files.readString(options).split("\n")))
                .contains("-XX:-CreateCoredumpOnCrash", "-XX:+ExitOnOutOfMemoryError");
    }
}
