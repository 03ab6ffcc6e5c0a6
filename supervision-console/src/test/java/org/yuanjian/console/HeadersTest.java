package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What every answer tells a browser to forbid, whoever asks for what.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HeadersTest {
    private static final List<String> ANSWERS =
            List.of(
                    "/",
                    "/sign-in",
                    "/face",
                    "/icon.svg",
                    "/assets/none.js",
                    "/livez",
                    "/api/session",
                    "/api/points",
                    "/api/none",
                    "/none");

    @TempDir static Path data;

    private RunningConsole console;

    @BeforeAll
    void start() {
        console = new RunningConsole(data);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    private HttpHeaders headers(String path) throws Exception {
        return console.call("GET", path, null).headers();
    }

    private static String one(HttpHeaders headers, String name) {
        assertThat(headers.allValues(name)).as(name).hasSize(1);
        return headers.firstValue(name).orElse("");
    }

    @Test
    void everyAnswer_signedInOrNot_forbidsTheSame() throws Exception {
        for (String path : ANSWERS) {
            console.forgetCookies();
            assertForbids(path);
        }
        console.signIn();
        for (String path : ANSWERS) {
            assertForbids(path);
        }
    }

    private void assertForbids(String path) throws Exception {
        HttpHeaders headers = headers(path);

        assertPolicy(one(headers, "Content-Security-Policy"));
        assertThat(one(headers, "X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        assertThat(one(headers, "X-Frame-Options")).as(path).isEqualTo("DENY");
        assertThat(one(headers, "Referrer-Policy")).as(path).isEqualTo("no-referrer");
        assertThat(one(headers, "Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
        assertThat(one(headers, "Cross-Origin-Resource-Policy")).as(path).isEqualTo("same-origin");
        assertThat(one(headers, "Permissions-Policy"))
                .contains(path.equals("/face") ? "camera=(self)" : "camera=()", "microphone=()");
        // Only over TLS: TlsTest.
        assertThat(headers.firstValue("Strict-Transport-Security")).as(path).isEmpty();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
        assertThat(headers.firstValue("Server")).as(path).isEmpty();
    }

    /// Directive by directive: nothing inline, no `eval`, no other site but the relay.
    private static void assertPolicy(String policy) {
        Map<String, String> directives =
                Arrays.stream(policy.split(";", -1))
                        .map(String::strip)
                        .collect(
                                Collectors.toMap(
                                        text -> text.split(" ", 2)[0],
                                        text -> text.split(" ", 2)[1]));

        assertThat(policy).doesNotContain("unsafe", "data:", "*");
        assertThat(directives.get("default-src")).isEqualTo("'none'");
        assertThat(directives.get("script-src")).isEqualTo("'self'");
        assertThat(directives.get("style-src")).isEqualTo("'self'");
        assertThat(directives.get("frame-ancestors")).isEqualTo("'none'");
        assertThat(directives.get("base-uri")).isEqualTo("'none'");
        assertThat(directives.get("form-action")).isEqualTo("'self'");
        assertThat(directives.get("connect-src"))
                .isEqualTo("'self' http://127.0.0.1:8081 ws://127.0.0.1:8081");
    }

    @Test
    void page_asItIsBuilt_hasNothingInline() throws Exception {
        String page = console.call("GET", "/", null).body();

        assertThat(page).contains("<script type=\"module\"");
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\bsrc=)");
        assertThat(page).doesNotContain("<style", "style=", "javascript:");
        assertThat(page).doesNotContainPattern("\\son[a-z]+=");
    }

    @Test
    void cookies_ofSessionAndToken_stayOnThisSite() throws Exception {
        console.forgetCookies();
        List<String> token = headers("/api/session").allValues("Set-Cookie");
        var ready = console.ready();
        List<String> session =
                console.signIn(ready.get("user").asString(), ready.get("password").asString())
                        .headers()
                        .allValues("Set-Cookie");

        assertThat(token).allMatch(cookie -> cookie.contains("SameSite=Strict"));
        assertThat(session).allMatch(cookie -> cookie.contains("SameSite=Strict"));
        assertThat(session)
                .filteredOn(cookie -> cookie.startsWith("YUANJIAN="))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie).contains("HttpOnly", "Path=/"));
    }

    @Test
    void crossSite_preflight_isNotAllowed() throws Exception {
        var answer =
                console.send(
                        HttpRequest.newBuilder(console.address("/api/points"))
                                .header("Origin", "http://elsewhere.example")
                                .header("Access-Control-Request-Method", "PUT")
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                .build());

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
    }

    @Test
    void host_withOddCharacters_doesNotReachThePolicy() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), console.address("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /livez HTTP/1.0\r\nHost: a'unsafe-inline'\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).doesNotContain("unsafe");
        }
    }
}
