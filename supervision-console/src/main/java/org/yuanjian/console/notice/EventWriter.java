package org.yuanjian.console.notice;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/// Writes server-sent events (HTML standard §9.2.6): text, a blank line behind each event.
final class EventWriter {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String RETRY_MILLIS = "1000";

    private final OutputStream out;

    EventWriter(OutputStream out) {
        this.out = out;
    }

    /// Where this reader begins, so that one that is cut off before the first notice misses none.
    void open(String last) throws IOException {
        write("retry: " + RETRY_MILLIS + "\nid: " + last + "\nevent: open\ndata: {}\n\n");
    }

    void notice(KeptNotice kept) throws IOException {
        String json = JSON.writeValueAsString(NoticeView.of(kept));
        write("id: " + kept.id() + "\nevent: notice\ndata: " + json + "\n\n");
    }

    /// Has no id: who comes back is told anew what stands.
    void standing(Standing.Event event) throws IOException {
        String json = JSON.writeValueAsString(event.data());
        write("event: " + event.name() + "\ndata: " + json + "\n\n");
    }

    /// A comment, so that who comes back knows at once that the stream is there.
    void greet() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
