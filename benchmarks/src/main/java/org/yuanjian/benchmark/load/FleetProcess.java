package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The simulated cameras as a process of their own, on the core of the load, all over TCP so that
/// every reader can use the same sockets.
public final class FleetProcess implements AutoCloseable {
    private static final String MAIN = "org.yuanjian.benchmark.fleet.FleetApplication";
    private static final int FIELDS = 9;

    private final PinnedProcess process;
    private final Path cameras;
    private final URI control;
    private final HttpClient http = HttpClient.newHttpClient();

    private FleetProcess(PinnedProcess process, Path cameras, int controlPort) {
        this.process = process;
        this.cameras = cameras;
        this.control = URI.create("http://127.0.0.1:" + controlPort + "/");
    }

    /// On the core of the load; returns when every camera answers.
    public static FleetProcess start(Workbench bench, int points, int controlPort)
            throws IOException, InterruptedException {
        return start(bench, points, controlPort, bench.loadCore());
    }

    /// @param core where it runs, or [PinnedProcess#ANY_CORE]
    public static FleetProcess start(Workbench bench, int points, int controlPort, int core)
            throws IOException, InterruptedException {
        Path data = Files.createDirectories(bench.folder().resolve("fleet"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + bench.root().resolve("config/jvm.options"));
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
        command.addAll(
                List.of("--points-file", bench.root().resolve("config/points.csv").toString()));
        command.addAll(List.of("--points", Integer.toString(points), "--data", data.toString()));
        command.addAll(List.of("--control-port", Integer.toString(controlPort)));
        command.addAll(List.of("--transport", "tcp"));
        PinnedProcess process = PinnedProcess.start("fleet", core, command);
        process.readUntil("ready");
        return new FleetProcess(process, data.resolve("cameras.csv"), controlPort);
    }

    public PinnedProcess process() {
        return process;
    }

    /// The list of how each camera is reached, as the relay reads it.
    public Path cameras() {
        return cameras;
    }

    /// The list of how each is reached by ONVIF, from address and credentials alone.
    public Path devices() {
        return cameras.resolveSibling("devices.csv");
    }

    /// Lines `address port user password path` with tabs between them, one for the sub stream of
    /// each camera, as the bare reader wants them.
    public List<String> subStreams() throws IOException {
        List<String> lines = Files.readAllLines(cameras);
        List<String> streams = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = fields(line);
            streams.add(
                    String.join(
                            "\t",
                            fields.get(1),
                            fields.get(2),
                            fields.get(3),
                            fields.get(4),
                            fields.get(6)));
        }
        return streams;
    }

    /// The fields of a line of CSV (RFC 4180).
    static List<String> fields(String line) throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                    field.append(line.charAt(++i));
                } else {
                    quoted = !quoted;
                }
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        if (fields.size() != FIELDS) {
            throw new IOException("not a camera: " + fields.size() + " fields");
        }
        return fields;
    }

    /// Begins the fleet's counters anew.
    public void resetStats() throws IOException, InterruptedException {
        ask(HttpRequest.newBuilder(control.resolve("stats/reset")), "POST", "");
    }

    /// One of the fleet's counters.
    public long stat(String name) throws IOException, InterruptedException {
        String stats = ask(HttpRequest.newBuilder(control.resolve("stats")), "GET", "");
        Matcher matcher = Pattern.compile("\"" + name + "\":(\\d+)").matcher(stats);
        if (!matcher.find()) {
            throw new IOException("the fleet does not count " + name);
        }
        return Long.parseLong(matcher.group(1));
    }

    /// What the fleet tells of one camera.
    public JsonNode camera(int number) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(
                        ask(
                                HttpRequest.newBuilder(control.resolve("cameras/" + number)),
                                "GET",
                                ""));
    }

    /// Begins a fault; `order` is the JSON the control port takes.
    public void fault(String order) throws IOException, InterruptedException {
        ask(HttpRequest.newBuilder(control.resolve("faults")), "POST", order);
    }

    private String ask(HttpRequest.Builder request, String method, String body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        HttpResponse<String> answer =
                http.send(
                        request.method(method, publisher).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the fleet answers " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        http.close();
        process.close();
    }
}
