package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.camera.store.SqlStore;

/// Health and metrics: on a port of their own, but for two words on the public one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ManagementTest {
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

    private HttpResponse<String> get(URI address, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return console.send(request.build());
    }

    private String token() throws Exception {
        return Files.readString(data.resolve("metrics.token"));
    }

    @Test
    void metrics_onTheirPort_openToTheTokenOnly() throws Exception {
        URI metrics = console.management("/actuator/prometheus");

        assertThat(get(metrics, token()).statusCode()).isEqualTo(200);
        assertThat(get(metrics, token()).body()).contains("jvm_memory_used_bytes");
        assertThat(get(metrics, "").statusCode()).isEqualTo(401);
        assertThat(get(metrics, "other").statusCode()).isEqualTo(401);
        assertThat(get(console.management("/actuator/health"), "").statusCode()).isEqualTo(200);
    }

    @Test
    void metrics_eachOfOurs_standsInTheDocument() throws Exception {
        URI metrics = console.management("/actuator/prometheus");

        assertThat(MetricNames.undocumented(get(metrics, token()).body())).isEmpty();
    }

    @Test
    void management_allElse_isNotThere() throws Exception {
        for (String path : List.of("env", "heapdump", "threaddump", "loggers", "shutdown", "")) {
            assertThat(get(console.management("/actuator/" + path), token()).statusCode())
                    .as(path)
                    .isIn(401, 404);
        }
    }

    @Test
    void publicPort_saysAliveAndReadyAndNothingMore() throws Exception {
        console.forgetCookies();
        console.signIn();

        assertThat(get(console.address("/livez"), "").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(get(console.address("/readyz"), "").body()).isEqualTo("{\"status\":\"UP\"}");
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus")) {
            assertThat(get(console.address(path), token()).statusCode()).as(path).isIn(401, 404);
            assertThat(console.call("GET", path, null).statusCode()).as(path).isIn(401, 404);
        }
    }

    @Test
    void readyz_databaseGone_saysNoAndLivezStillYes() throws Exception {
        try (RunningConsole other = new RunningConsole(data.resolve("gone"))) {
            other.bean(SqlStore.class).close();

            assertThat(get(other.address("/readyz"), "").statusCode()).isEqualTo(503);
            assertThat(get(other.address("/livez"), "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void start_openToOthersWithoutAToken_isRefused() {
        assertThatThrownBy(() ->
                        new RunningConsole(
                                data.resolve("open"), "--yuanjian.management.address=0.0.0.0"))
                .rootCause()
                .hasMessageContaining("yuanjian.management.token");
    }

    @Test
    void metrics_tokenOfTheSettings_opensThem() throws Exception {
        String token = "a token that was set by hand";
        try (RunningConsole other =
                new RunningConsole(
                        data.resolve("own"),
                        "--yuanjian.management.address=0.0.0.0",
                        "--yuanjian.management.token=" + token)) {
            URI metrics = other.management("/actuator/prometheus");

            assertThat(get(metrics, token).statusCode()).isEqualTo(200);
            assertThat(get(metrics, token()).statusCode()).isEqualTo(401);
        }
    }
}
