package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;
import org.yuanjian.media.StreamId;

/// The shipped jar as a relay and nothing else, with the JVM flags of `./yuanjian start`, pinned to
/// the core of what is measured. Stream n is stream `main` of the n-th point of
/// `config/points.csv`.
public final class RelayUnderTest implements RtspServed {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final int RTSP_OFFSET = 2;

    private final PinnedProcess process;
    private final Path data;
    private final PlayTickets tickets;
    private final List<StreamId> streams;
    private final int port;

    private RelayUnderTest(PinnedProcess process, Path data, List<StreamId> streams, int port)
            throws IOException {
        this.process = process;
        this.data = data;
        this.tickets = PlayTickets.of(data);
        this.streams = streams;
        this.port = port;
    }

    /// Starts it with the streams of a feed as its cameras; returns when it is ready.
    ///
    /// @param port first of the ports it takes: console, HTTP, RTSP, media
    public static RelayUnderTest start(Workbench bench, CameraFeed feed, int port)
            throws IOException, InterruptedException {
        Path file = cameras(bench, feed);
        List<StreamId> streams = mainStreams(bench, feed.shape().streams());
        return start(bench, streams, port, Map.of("yuanjian.cameras", file.toString()));
    }

    /// A list of cameras by which stream n of the feed is stream `main` of the n-th point.
    public static Path cameras(Workbench bench, CameraFeed feed) throws IOException {
        List<String> codes = codes(bench, feed.shape().streams());
        List<String> cameras = new ArrayList<>();
        cameras.add("code,address,port,user,password,main_path,sub_path,transport");
        for (int i = 0; i < codes.size(); i++) {
            cameras.add(
                    codes.get(i) + ",127.0.0.1," + feed.port() + ",bench,bench,/" + i + ",,tcp");
        }
        return bench.file("cameras.csv", cameras);
    }

    /// The main streams of the first points of `config/points.csv`.
    public static List<StreamId> mainStreams(Workbench bench, int count) throws IOException {
        return codes(bench, count).stream().map(code -> new StreamId(code, StreamId.MAIN)).toList();
    }

    /// Starts it with these settings on top of those every benchmark uses.
    public static RelayUnderTest start(
            Workbench bench, List<StreamId> streams, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        Path data = Files.createDirectories(bench.folder().resolve("relay"));
        ShippedJar jar = new ShippedJar(bench.root());
        List<String> command = jar.relayCommand();
        command.add("--yuanjian.data=" + data);
        command.add("--yuanjian.points=" + bench.root().resolve("config/points.csv"));
        command.add("--yuanjian.regions=" + bench.root().resolve("config/regions.csv"));
        command.add("--yuanjian.relay.bind=127.0.0.1");
        command.add("--yuanjian.relay.camera-networks=127.0.0.0/8");
        command.add("--yuanjian.relay.http-port=" + (port + 1));
        command.add("--yuanjian.relay.rtsp-port=" + (port + RTSP_OFFSET));
        command.add("--yuanjian.relay.media-port=" + (port + 3));
        command.add("--server.port=" + port);
        // A console beside it has the port before.
        command.add("--yuanjian.management.port=" + (port + 6));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = bench.folder().resolve("relay.log");
        Path ready = data.resolve("ready.json");
        // One that ran before may have left it.
        Files.deleteIfExists(ready);
        PinnedProcess process = PinnedProcess.start("relay", bench.relayCore(), command, log);
        process.awaitFile(ready, READY_WITHIN);
        return new RelayUnderTest(process, data, streams, port);
    }

    /// The sub streams of the first points of `config/points.csv`.
    public static List<StreamId> subStreams(Workbench bench, int count) throws IOException {
        return codes(bench, count).stream().map(code -> new StreamId(code, StreamId.SUB)).toList();
    }

    /// The first codes of `config/points.csv`.
    static List<String> codes(Workbench bench, int count) throws IOException {
        List<String> lines = Files.readAllLines(bench.root().resolve("config/points.csv"));
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> lines.get(i).substring(0, lines.get(i).indexOf(',')))
                .toList();
    }

    @Override
    public String url(int stream) {
        StreamId id = streams.get(stream);
        return "rtsp://127.0.0.1:"
                + (port + RTSP_OFFSET)
                + "/"
                + id
                + "?ticket="
                + tickets.ticket(id);
    }

    /// Where a browser asks for a stream by WHEP.
    public String whepUrl(StreamId stream) {
        return "http://127.0.0.1:" + (port + 1) + "/whep/" + stream;
    }

    public List<StreamId> streams() {
        return streams;
    }

    public PlayTickets tickets() {
        return tickets;
    }

    /// The folder of its keys.
    public Path data() {
        return data;
    }

    @Override
    public PinnedProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
