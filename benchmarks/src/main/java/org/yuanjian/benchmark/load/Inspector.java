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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/// Somebody at a browser: signs in, says why, and opens pages as a browser does, all calls of a
/// page at once. One thread.
public final class Inspector implements AutoCloseable {
    /// What the first page asks for.
    public static final List<String> HOME =
            List.of(
                    "api/overview",
                    "api/findings/counts",
                    "api/looks/today",
                    "api/health",
                    "api/incidents");

    /// What the tree and the search are made of.
    public static final List<String> TREE = List.of("api/points");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final URI console;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

    public Inspector(URI console) {
        this.console = console;
    }

    public void signIn(String name, String password) throws IOException, InterruptedException {
        open(List.of("api/session"));
        send(
                "POST",
                "api/session",
                JsonMapper.shared().writeValueAsString(Map.of("user", name, "password", password)));
        send("PUT", "api/purpose", "{\"reason\":\"routine_tour\"}");
    }

    private void send(String method, String path, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(console.resolve(path))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(json));
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        check(path, http.send(request.build(), BodyHandlers.ofByteArray()));
    }

    /// @return nanoseconds until the last answer was there
    public long open(List<String> page) throws IOException {
        long began = System.nanoTime();
        List<CompletableFuture<HttpResponse<byte[]>>> answers =
                page.stream()
                        .map(path ->
                                http.sendAsync(
                                        HttpRequest.newBuilder(console.resolve(path))
                                                .timeout(PATIENCE)
                                                .GET()
                                                .build(),
                                        BodyHandlers.ofByteArray()))
                        .toList();
        for (int i = 0; i < page.size(); i++) {
            check(page.get(i), answers.get(i).join());
        }
        return System.nanoTime() - began;
    }

    private static void check(String path, HttpResponse<byte[]> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
