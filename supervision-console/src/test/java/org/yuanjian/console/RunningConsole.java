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
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.webmvc.actuate.endpoint.web.AbstractWebMvcEndpointHandlerMapping;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.yuanjian.console.account.Passwords;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.audit.Ledger;
import org.yuanjian.console.audit.LedgerRecord;
import org.yuanjian.console.audit.LedgerSearchStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A console on a free port with the repository's points, and a browser's cookies to call it with.
final class RunningConsole implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    private static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));
    // The provider of the tests is on the class path; the console is none.
    private static final String PROVIDER =
            "org.springframework.boot.security.oauth2.server.authorization.autoconfigure.servlet.OAuth2AuthorizationServerJwtAutoConfiguration";
    // Hundreds of people sign in in the tests, and none of them has anything to lose.
    private static final Argon2PasswordEncoder QUICK = new Argon2PasswordEncoder(16, 32, 1, 64, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ConfigurableApplicationContext context;
    private final Path data;
    private Browser browser = new Browser();

    /// Cookies of its own, and calls as the pages make them.
    final class Browser implements AutoCloseable {
        private final CookieManager cookies = new CookieManager();
        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(PATIENCE).build();

        HttpResponse<String> signIn(String user, String password)
                throws IOException, InterruptedException {
            call("GET", "/api/session", null);
            return call(
                    "POST",
                    "/api/session",
                    JSON.writeValueAsString(Map.of("user", user, "password", password)));
        }

        /// Server-sent events.
        ///
        /// @param last id of the last one seen; empty for none
        EventStream events(String path, String last) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(address(path)).timeout(PATIENCE);
            if (!last.isEmpty()) {
                request.header("Last-Event-ID", last);
            }
            return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
        }

        /// With the CSRF token of the cookie.
        HttpResponse<String> call(String method, String path, @Nullable String json)
                throws IOException, InterruptedException {
            HttpRequest request = withToken(request(method, path, json));
            return client.send(request, BodyHandlers.ofString());
        }

        /// A POST that may be repeated.
        HttpResponse<String> callOnce(String key, String path, String json)
                throws IOException, InterruptedException {
            HttpRequest.Builder post = request("POST", path, json).header("Idempotency-Key", key);
            return client.send(withToken(post), BodyHandlers.ofString());
        }

        private HttpRequest withToken(HttpRequest.Builder request) {
            cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
            return request.build();
        }

        HttpResponse<String> post(String path, String type, BodyPublisher body)
                throws IOException, InterruptedException {
            return client.send(
                    withToken(
                            HttpRequest.newBuilder(address(path))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", type)
                                    .POST(body)),
                    BodyHandlers.ofString());
        }

        HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
            return client.send(request("GET", path, null).build(), BodyHandlers.ofByteArray());
        }

        HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
            return client.send(request, BodyHandlers.ofString());
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }

    RunningConsole(Path data, String... more) {
        this(data, null, more);
    }

    /// @param trail takes down what happens; null for none
    RunningConsole(Path data, @Nullable AuditTrail trail, String... more) {
        this.data = data;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("server.port", "0");
        settings.put("server.address", "127.0.0.1");
        settings.put("yuanjian.management.port", "0");
        settings.put("spring.autoconfigure.exclude", PROVIDER);
        settings.put("yuanjian.roles", "console");
        // A test that waits for something asks until it is there.
        settings.put("yuanjian.calls.per-second", "1000000");
        settings.put("yuanjian.calls.burst", "1000000");
        settings.put("yuanjian.demo", "true");
        settings.put("yuanjian.data", data.toString());
        settings.put("yuanjian.points", ROOT.resolve("config/points.csv").toString());
        settings.put("yuanjian.regions", ROOT.resolve("config/regions.csv").toString());
        for (String setting : more) {
            String[] parts = setting.substring("--".length()).split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        String[] all =
                settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new);
        SpringApplication application = YuanjianApplication.application();
        application.addInitializers(context ->
                ((GenericApplicationContext) context)
                        .registerBean(
                                "quickPasswords",
                                Passwords.class,
                                () -> new Passwords(QUICK),
                                bean -> bean.setPrimary(true)));
        if (trail != null) {
            application.addInitializers(context ->
                    ((GenericApplicationContext) context)
                            .registerBean(
                                    "trail",
                                    AuditTrail.class,
                                    () -> trail,
                                    bean -> bean.setPrimary(true)));
        }
        this.context = application.run(all);
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

    /// Records of the ledger, the newest first; those that waited are taken down before.
    List<LedgerRecord> records(AuditKind kind) {
        bean(Ledger.class).append(AuditEvent.done(AuditKind.LEDGER_READ, Actor.SYSTEM, "records"));
        return bean(LedgerSearchStore.class)
                .find(
                        new LedgerSearchStore.Question(
                                Instant.EPOCH, Instant.MAX, kind.key(), "", "", Long.MAX_VALUE),
                        1_000);
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

    Browser browser() {
        return new Browser();
    }

    /// As the browser that called another node.
    void takeCookies(RunningConsole other) {
        browser = new Browser();
        other.browser
                .cookies
                .getCookieStore()
                .getCookies()
                .forEach(cookie -> browser.cookies.getCookieStore().add(null, cookie));
    }

    /// As a browser that was never here.
    void forgetCookies() {
        browser.close();
        browser = new Browser();
    }

    HttpResponse<String> signIn(String user, String password)
            throws IOException, InterruptedException {
        return browser.signIn(user, password);
    }

    void signIn() throws IOException, InterruptedException {
        JsonNode ready = ready();
        signIn(ready.get("user").asString(), ready.get("password").asString());
    }

    /// Under one of the demo's other names.
    void signInAs(String user) throws IOException, InterruptedException {
        signIn(user, ready().get("password").asString());
    }

    /// A call as the pages make it, with the CSRF token of their cookie.
    HttpResponse<String> call(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return browser.call(method, path, json);
    }

    /// The same for a call with more about it.
    HttpResponse<String> sendWithToken(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return browser.client.send(browser.withToken(request), BodyHandlers.ofString());
    }

    /// Takes a file along.
    HttpResponse<Path> take(String path, Path to) throws IOException, InterruptedException {
        return browser.client.send(request("GET", path, null).build(), BodyHandlers.ofFile(to));
    }

    /// A POST that may be repeated.
    HttpResponse<String> callOnce(String key, String path, String json)
            throws IOException, InterruptedException {
        return browser.callOnce(key, path, json);
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
        return browser.client.send(request(method, path, "{}").build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return browser.client.send(request, BodyHandlers.ofString());
    }

    /// Opens a stream of events.
    ///
    /// @param last the one seen last; empty for none
    EventStream events(String path, String last) throws IOException, InterruptedException {
        return browser.events(path, last);
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
        browser.close();
        context.close();
    }
}
