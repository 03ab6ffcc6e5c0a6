package org.yuanjian.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads server-sent events as a browser does.
final class EventStream implements AutoCloseable {
    private static final Set<String> STANDING =
            Set.of("server", "states", "changes", "incidents", "works", "ledger");

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The fields of the next event but those of what stands; comments are passed over.
    Map<String, String> next() throws IOException {
        Map<String, String> event = any();
        while (STANDING.contains(event.getOrDefault("event", ""))) {
            event = any();
        }
        return event;
    }

    /// The next event of this name.
    Map<String, String> next(String name) throws IOException {
        Map<String, String> event = any();
        while (!name.equals(event.get("event"))) {
            event = any();
        }
        return event;
    }

    /// Names of all events up to the next of this name.
    List<String> until(String name) throws IOException {
        List<String> names = new ArrayList<>();
        do {
            names.add(any().getOrDefault("event", ""));
        } while (!names.getLast().equals(name));
        return names;
    }

    private Map<String, String> any() throws IOException {
        Map<String, String> event = new HashMap<>();
        while (true) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the stream has ended");
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                event.put(line.substring(0, colon), line.substring(colon + 1).strip());
            } else if (line.isEmpty() && !event.isEmpty()) {
                return event;
            }
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
