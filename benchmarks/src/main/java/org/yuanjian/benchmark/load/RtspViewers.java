package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;

/// Many RTSP viewers over TCP on the core of the load, each counting every packet it gets.
public final class RtspViewers implements AutoCloseable {
    private final PinnedProcess process;

    private RtspViewers(PinnedProcess process) {
        this.process = process;
    }

    /// Joins `viewers` viewers, spread evenly over the streams; returns when the last one plays.
    ///
    /// @param joinsPerSecond how fast they come
    public static RtspViewers join(
            Workbench bench, RtspServed served, int streams, int viewers, int joinsPerSecond)
            throws IOException, InterruptedException {
        return join(bench, served, streams, viewers, joinsPerSecond, Duration.ZERO);
    }

    /// @param awake how long the viewers look for more before they sleep, so that who sends is not
    ///   charged for waking them within a burst
    public static RtspViewers join(
            Workbench bench,
            RtspServed served,
            int streams,
            int viewers,
            int joinsPerSecond,
            Duration awake)
            throws IOException, InterruptedException {
        // A ticket opens one view, so each viewer has a URL of its own.
        List<String> urls =
                IntStream.range(0, viewers).mapToObj(i -> served.url(i % streams)).toList();
        RtspViewers all = start(bench, urls, streams, joinsPerSecond, awake);
        all.awaitJoined();
        return all;
    }

    /// Begins to join viewers, one for each URL.
    ///
    /// @param streams how many different ones the URLs name, in turns
    public static RtspViewers start(
            Workbench bench, List<String> urls, int streams, int joinsPerSecond)
            throws IOException, InterruptedException {
        return start(bench, urls, streams, joinsPerSecond, Duration.ZERO);
    }

    private static RtspViewers start(
            Workbench bench, List<String> urls, int streams, int joinsPerSecond, Duration awake)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(bench.folder(), "urls", "");
        return new RtspViewers(
                bench.load(
                        "rtsp_viewers",
                        "--urls",
                        Files.write(file, urls).toString(),
                        "--streams",
                        Integer.toString(streams),
                        "--rate",
                        Integer.toString(joinsPerSecond),
                        "--awake-us",
                        Long.toString(TimeUnit.NANOSECONDS.toMicros(awake.toNanos()))));
    }

    /// Waits until the last one plays.
    public void awaitJoined() throws IOException {
        process.readUntil("joined ");
    }

    public PinnedProcess process() {
        return process;
    }

    /// Forgets what was counted.
    public void mark() throws IOException {
        process.send("mark");
        process.readUntil("marked");
    }

    /// What was counted since the last mark.
    public ViewerReport report() throws IOException {
        process.send("report");
        return ViewerReport.read(process);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }

    static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String word : line.split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return fields;
    }

    /// What one viewer counted.
    ///
    /// @param stream what it watches
    /// @param packets RTP packets of all tracks
    /// @param numbered video packets that carry a number
    /// @param bytes everything its socket brought
    /// @param base the number behind the last packet before the window
    /// @param last the number behind the last packet of the window
    /// @param silenceMicros longest time without a packet
    /// @param joinMicros from connecting to the first packet of a key frame, -1 while there was
    ///   none
    /// @param gaps how often the sequence numbers of the video skipped
    /// @param keyFrameMicros from PLAY to the first packet of a key frame, -1 while there was none
    public record Viewer(
            int stream,
            long packets,
            long numbered,
            long bytes,
            long base,
            long last,
            long silenceMicros,
            long keyFrameMicros,
            long joinMicros,
            long gaps) {

        static Viewer parse(String line) {
            Map<String, String> fields = fields(line);
            return new Viewer(
                    (int) number(fields, "stream"),
                    number(fields, "packets"),
                    number(fields, "stamped"),
                    number(fields, "bytes"),
                    number(fields, "base"),
                    number(fields, "last"),
                    number(fields, "silence_us"),
                    number(fields, "key_us"),
                    number(fields, "join_us"),
                    number(fields, "gaps"));
        }

        private static long number(Map<String, String> fields, String name) {
            return Long.parseLong(fields.getOrDefault(name, "-1"));
        }
    }
}
