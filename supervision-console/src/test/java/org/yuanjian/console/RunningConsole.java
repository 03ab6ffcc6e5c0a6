package org.yuanjian.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A console on a free port with the repository's points, and a browser's cookies to call it with.
final class RunningConsole implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final Path data;
    private CookieManager cookies = new CookieManager();
    private HttpClient client = client();

    RunningConsole(Path data, String... more) {
        this.data = data;
        String[] all = new String[more.length + 8];
        all[0] = "--server.port=0";
        all[1] = "--yuanjian.roles=console";
        all[2] = "--yuanjian.demo=true";
        all[3] = "--yuanjian.data=" + data;
        all[4] = "--yuanjian.points=" + ROOT.resolve("config/points.csv");
        all[5] = "--yuanjian.regions=" + ROOT.resolve("config/regions.csv");
        all[6] = "--server.address=127.0.0.1";
        all[7] = "--yuanjian.management.port=0";
        System.arraycopy(more, 0, all, 8, more.length);
        this.context = YuanjianApplication.application().run(all);
    }

    private HttpClient client() {
        return HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(PATIENCE).build();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /// Routes of the actuator, which are no handler methods of ours.
    Set<String> actuatorRoutes() {
        return beans(AbstractWebMvcEndpointHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(AuthorisationMatrixTest::routes)
                .collect(Collectors.toSet());
    }

    JsonNode ready() throws IOException {
        return JSON.readTree(Files.readAllBytes(data.resolve("ready.json")));
    }

    URI address(String path) {
        return URI.create(
                "http://127.0.0.1:"
                        + context.getEnvironment().getProperty("local.server.port")
                        + path);
    }

    /// On the port for those who run it.
    URI management(String path) {
        return URI.create(
                "http://127.0.0.1:"
                        + context.getEnvironment().getProperty("local.management.port")
                        + path);
    }

    /// As a browser that was never here.
    void forgetCookies() {
        cookies = new CookieManager();
        client = client();
    }

    HttpResponse<String> signIn(String user, String password)
            throws IOException, InterruptedException {
        call("GET", "/api/session", null);
        return call(
                "POST",
                "/api/session",
                JSON.writeValueAsString(Map.of("user", user, "password", password)));
    }

    void signIn() throws IOException, InterruptedException {
        JsonNode ready = ready();
        signIn(ready.get("user").asString(), ready.get("password").asString());
    }

    /// A call as the pages make it, with the CSRF token of their cookie.
    HttpResponse<String> call(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return sendWithToken(request(method, path, json));
    }

    private HttpResponse<String> sendWithToken(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// A POST that may be repeated.
    HttpResponse<String> callOnce(String key, String path, String json)
            throws IOException, InterruptedException {
        return sendWithToken(request("POST", path, json).header("Idempotency-Key", key));
    }

    /// The same with any body.
    HttpResponse<String> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        return send(method, path, body, "application/json");
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        return sendWithToken(
                HttpRequest.newBuilder(address(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", type)
                        .method(method, body));
    }

    /// A call as another site could have it made: cookies, no token.
    HttpResponse<String> callWithoutToken(String method, String path)
            throws IOException, InterruptedException {
        return client.send(request(method, path, "{}").build(), BodyHandlers.ofString());
    }

    /// Opens a stream of events.
    ///
    /// @param last the one seen last; empty for none
    EventStream events(String path, String last) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(PATIENCE);
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path, @Nullable String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(PATIENCE);
        if (json == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
        client.shutdownNow();
    }
}
