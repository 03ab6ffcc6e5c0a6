package org.yuanjian.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody with a browser who signs in at the provider, one redirect after the other.
final class OidcVisitor implements AutoCloseable {
    static final String CALLBACK = "/api/oidc/callback";

    private static final int MOST_STEPS = 10;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final RunningConsole console;
    private final RunningConsole.Browser browser;

    OidcVisitor(RunningConsole console) {
        this.console = console;
        this.browser = console.browser();
    }

    /// From the console to the provider and through its form.
    ///
    /// @return the address the provider sends back to, not yet opened
    URI goThrough(String user) throws IOException, InterruptedException {
        return signInAtProvider(begin("/points"), user);
    }

    /// Where the console sends the browser.
    URI begin(String back) throws IOException, InterruptedException {
        return location(open(console.address("/api/oidc/start?back=" + back)));
    }

    URI signInAtProvider(URI provider, String user) throws IOException, InterruptedException {
        URI at = provider;
        for (int step = 0; step < MOST_STEPS; step++) {
            HttpResponse<String> answer = open(at);
            if (answer.statusCode() == 200) {
                answer = browser.send(form(at, answer.body(), user));
            }
            at = location(answer);
            if (at.getPath().equals(CALLBACK)) {
                return at;
            }
        }
        throw new AssertionError("the provider never sent the browser back");
    }

    private static HttpRequest form(URI page, String html, String user) {
        Matcher csrf = CSRF.matcher(html);
        if (!csrf.find()) {
            throw new AssertionError("no form at the provider: " + html);
        }
        String body =
                Map.of("username", user, "password", OidcServer.PASSWORD, "_csrf", csrf.group(1))
                        .entrySet()
                        .stream()
                        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(page)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// @param headers name and value in turn
    HttpResponse<String> open(URI address, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/html");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request.build());
    }

    /// The page the console sends the browser to in the end, with its query.
    String land(URI callback) throws IOException, InterruptedException {
        URI page = location(open(callback));
        return page.getRawQuery() == null ? page.getPath() : page.getPath() + "?" + page.getQuery();
    }

    static URI location(HttpResponse<String> answer) {
        return answer.uri()
                .resolve(
                        answer.headers()
                                .firstValue("Location")
                                .orElseThrow(() ->
                                        new AssertionError(
                                                answer.statusCode() + " " + answer.body())));
    }

    /// Who the console takes this browser for.
    JsonNode session() throws IOException, InterruptedException {
        return RunningConsole.json(browser.call("GET", "/api/session", null));
    }

    HttpResponse<String> call(String method, String path, @Nullable String json)
            throws IOException, InterruptedException {
        return browser.call(method, path, json);
    }

    @Override
    public void close() {
        browser.close();
    }
}
