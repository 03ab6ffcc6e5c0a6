package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shipped jar with all its roles on whatever cores there are, and a person who signed in to
/// it.
public final class GatewayProcess implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(1);
    private static final String TOKEN = "XSRF-TOKEN";

    private final PinnedProcess process;
    private final URI console;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    private GatewayProcess(PinnedProcess process, URI console) {
        this.process = process;
        this.console = console;
    }

    /// Starts it with the repository's points, no cameras and a database of its own; returns when
    /// somebody has signed in and said why they look.
    ///
    /// @param port first of the ports it takes
    /// @param settings on top of those every benchmark uses
    public static GatewayProcess start(Workbench bench, int port, String... settings)
            throws IOException, InterruptedException {
        Path data = Files.createDirectories(bench.folder().resolve("gateway"));
        List<String> command = new ArrayList<>(new ShippedJar(bench.root()).command());
        command.add("--yuanjian.data=" + data);
        command.add("--yuanjian.demo=true");
        command.add("--yuanjian.points=" + bench.root().resolve("config/points.csv"));
        command.add("--yuanjian.regions=" + bench.root().resolve("config/regions.csv"));
        command.add("--yuanjian.relay.camera-networks=127.0.0.0/8");
        command.add("--yuanjian.relay.http-port=" + (port + 1));
        command.add("--yuanjian.relay.rtsp-port=" + (port + 2));
        command.add("--yuanjian.relay.media-port=" + (port + 3));
        command.add("--server.port=" + port);
        command.add("--yuanjian.management.port=" + (port + 5));
        command.addAll(List.of(settings));
        Path log = bench.folder().resolve("gateway.log");
        // One that ran before may have left it.
        Files.deleteIfExists(data.resolve("ready.json"));
        PinnedProcess process =
                PinnedProcess.start("gateway", PinnedProcess.ANY_CORE, command, log);
        Path ready = data.resolve("ready.json");
        process.awaitFile(ready, READY_WITHIN);
        JsonNode words = JSON.readTree(Files.readAllBytes(ready));
        GatewayProcess gateway =
                new GatewayProcess(process, URI.create("http://127.0.0.1:" + port + "/"));
        gateway.signIn(words.get("user").asString(), words.get("password").asString());
        return gateway;
    }

    private void signIn(String user, String password) throws IOException, InterruptedException {
        get("api/session");
        post("api/session", JSON.writeValueAsBytes(Map.of("user", user, "password", password)));
        purpose();
    }

    /// Says why, as a person does before the first picture.
    public void purpose() throws IOException, InterruptedException {
        ask(
                HttpRequest.newBuilder(console.resolve("api/purpose"))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"reason\":\"routine_tour\"}")));
    }

    /// Makes the call; what it answers does not matter.
    public void delete(String path) throws IOException, InterruptedException {
        ask(HttpRequest.newBuilder(console.resolve(path)).DELETE());
    }

    /// What a call answers.
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(path));
    }

    /// The same as text.
    public String text(String path) throws IOException, InterruptedException {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /// The same as it is.
    public byte[] bytes(String path) throws IOException, InterruptedException {
        return ask(HttpRequest.newBuilder(console.resolve(path)).GET());
    }

    /// What a call answers; a missing node if it answers nothing.
    public JsonNode post(String path, byte[] body) throws IOException, InterruptedException {
        return JSON.readTree(
                ask(
                        HttpRequest.newBuilder(console.resolve(path))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofByteArray(body))));
    }

    /// What a call answers, be it a refusal.
    ///
    /// @param headers more of them
    public HttpResponse<byte[]> tryPost(String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(console.resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return answer(request);
    }

    private byte[] ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = answer(request);
        if (answer.statusCode() >= 300) {
            throw new IOException("the gateway answers " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> answer(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(TOKEN))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-" + TOKEN, token));
        return http.send(request.timeout(ANSWER_WITHIN).build(), BodyHandlers.ofByteArray());
    }

    public PinnedProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.close();
    }
}
