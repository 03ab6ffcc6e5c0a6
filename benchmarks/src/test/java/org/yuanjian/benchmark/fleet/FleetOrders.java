package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// The control port of a fleet, as a test uses it.
final class FleetOrders implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    FleetOrders(CameraFleet fleet) {
        this.port = fleet.controlPort();
    }

    HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build();
        return http.send(request, BodyHandlers.ofString());
    }

    /// Begins a fault of one camera.
    void begin(String fault, int camera) throws IOException, InterruptedException {
        String order = "{\"fault\":\"%s\",\"cameras\":[%d]}".formatted(fault, camera);
        assertThat(send("POST", "/faults", order).body()).isEqualTo("{\"cameras\":1}");
    }

    /// Ends all faults.
    void mend() throws IOException, InterruptedException {
        assertThat(send("DELETE", "/faults", "").statusCode()).isEqualTo(200);
    }

    @Override
    public void close() {
        http.close();
    }
}
