package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node that is a relay and no console.
final class RelayAloneTest {
    @TempDir Path data;

    @Test
    void start_relayAlone_isReadyAndLetsNobodyInWithoutATicket() throws Exception {
        int http = RelayDoors.free();
        int metrics = RelayDoors.free();
        try (RunningConsole _ =
                        new RunningConsole(
                                data,
                                "--yuanjian.roles=relay",
                                "--yuanjian.management.port=" + metrics,
                                "--yuanjian.relay.http-port=" + http,
                                "--yuanjian.relay.rtsp-port=0",
                                "--yuanjian.relay.media-port=0",
                                "--yuanjian.relay.bind=127.0.0.1");
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest watch =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + http + "/whep/camera/sub"))
                            .header("Content-Type", "application/sdp")
                            .POST(HttpRequest.BodyPublishers.ofString("v=0"))
                            .build();
            HttpRequest ask =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics + "/metrics"))
                            .header(
                                    "Authorization",
                                    "Bearer " + Files.readString(data.resolve("metrics.token")))
                            .build();

            assertThat(data.resolve("ready.json")).exists();
            assertThat(client.send(watch, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
            HttpResponse<String> told = client.send(ask, BodyHandlers.ofString());
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body()).contains("yuanjian_webrtc_lost");
            assertThat(MetricNames.undocumented(told.body())).isEmpty();
        }
    }
}
