package org.yuanjian.benchmark.launcher;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Calls a console as its pages do.
final class ConsoleClient implements AutoCloseable {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI console;

    ConsoleClient(String console) {
        this.console = URI.create(console);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(console.resolve(path)).build(), BodyHandlers.ofString());
    }

    /// Signs in; the status of the answer.
    int signIn(String user, String password) throws IOException, InterruptedException {
        get("/api/session");
        String token =
                cookies.getCookieStore().getCookies().stream()
                        .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                        .map(HttpCookie::getValue)
                        .findFirst()
                        .orElse("");
        String body =
                new JsonMapper().writeValueAsString(Map.of("user", user, "password", password));
        HttpRequest request =
                HttpRequest.newBuilder(console.resolve("/api/session"))
                        .header("Content-Type", "application/json")
                        .header("X-XSRF-TOKEN", token)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Override
    public void close() {
        http.close();
    }
}
