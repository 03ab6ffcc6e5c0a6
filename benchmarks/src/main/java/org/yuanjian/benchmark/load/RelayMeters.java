package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a relay tells a collector of metrics at one moment.
public record RelayMeters(String text) {
    private static final String TOKEN_FILE = "metrics.token";

    /// @param data folder of the relay, which has written its token there
    /// @param port of its management
    public static RelayMeters read(Path data, int port) throws IOException, InterruptedException {
        String token = Files.readString(data.resolve(TOKEN_FILE)).strip();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .header("Authorization", "Bearer " + token)
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("metrics answer " + answer.statusCode());
            }
            return new RelayMeters(answer.body());
        }
    }

    /// The value of a meter as Prometheus writes its name, labels included; 0 where there is none.
    public double value(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    @Override
    public String toString() {
        return "RelayMeters[" + text.length() + " characters]";
    }
}
