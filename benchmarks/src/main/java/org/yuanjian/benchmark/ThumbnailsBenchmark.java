package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.machine.PinnedProcess;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Somebody looks at the list of all 2,110 points: how soon does each have a picture, and what
/// stays open? Gateway, decoder and fleet share the machine.
final class ThumbnailsBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final double MAX_SECONDS = 300;
    private static final int MOST_OPEN = 16;
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration GIVE_UP = Duration.ofMinutes(7);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String name() {
        return "thumbnails";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet =
                        FleetProcess.start(run.bench(), POINTS, port + 4, PinnedProcess.ANY_CORE);
                GatewayProcess gateway = GatewayProcess.start(run.bench(), port)) {
            gateway.post("api/points/import", cameras(fleet));
            byte[] wish = JSON.writeValueAsBytes(wish(fleet));
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(fleet.process(), gateway.process()));
            long began = System.nanoTime();
            JsonNode there = gateway.post("api/thumbnails", wish);
            long mostOpen = 0;
            while (there.size() < POINTS && System.nanoTime() - began < GIVE_UP.toNanos()) {
                MeasuredWindow.pass(POLL);
                mostOpen = Math.max(mostOpen, fleet.stat("playing"));
                there = gateway.post("api/thumbnails", wish);
            }
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            MeasuredWindow.Usage usage = window.end();
            MeasuredWindow.pass(POLL);
            run.add(
                    new Row()
                            .put("pictures", there.size())
                            .put("seconds", seconds)
                            .put("most_open", mostOpen)
                            .put("open_afterwards", fleet.stat("playing"))
                            .put("gateway_core", usage.cores(gateway.process()))
                            .put("fleet_core", usage.cores(fleet.process())));
            run.add(Bar.atLeast("points with a picture", (double) there.size(), POINTS));
            run.add(Bar.atMost("until all are there, s", seconds, MAX_SECONDS));
            run.add(Bar.atMost("streams open at once", (double) mostOpen, MOST_OPEN));
            run.add(Bar.atMost("streams open afterwards", (double) fleet.stat("playing"), 0));
        }
    }

    /// Without their ONVIF ports: who is asked what it is plays a stream as well.
    private static byte[] cameras(FleetProcess fleet) throws IOException {
        return Files.readAllLines(fleet.cameras()).stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> wish(FleetProcess fleet) throws IOException {
        List<String> codes =
                Files.readAllLines(fleet.cameras()).stream()
                        .skip(1)
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList();
        return Map.of("codes", codes);
    }
}
