package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.machine.PinnedProcess;
import tools.jackson.databind.JsonNode;

/// From addresses and credentials alone: how soon is every device of the province registered by
/// ONVIF, first key frame included? Fleet and gateway share the machine. Some cameras cannot be
/// registered; each must be named with the right reason.
final class RegisterBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final double MAX_SECONDS = 120;
    private static final Duration GIVE_UP = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final double NANOS_PER_SECOND = 1e9;

    /// Numbers of cameras that stand alone, by what is wrong with them.
    private static final List<Trouble> TROUBLES =
            List.of(
                    new Trouble("password", 11, 31, "refused"),
                    new Trouble("refuse", 51, 60, "unreachable"),
                    new Trouble("off", 71, 80, "timeout"),
                    new Trouble("stall", 91, 95, "noKeyFrame"));

    /// @param problem how the gateway is to call it
    private record Trouble(String fault, int from, int to, String problem) {
        String order() {
            return "{\"fault\":\"%s\",\"from\":%d,\"to\":%d}".formatted(fault, from, to);
        }
    }

    @Override
    public String name() {
        return "register";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet =
                        FleetProcess.start(run.bench(), POINTS, port + 4, PinnedProcess.ANY_CORE);
                GatewayProcess gateway = GatewayProcess.start(run.bench(), port)) {
            for (Trouble trouble : TROUBLES) {
                fleet.fault(trouble.order());
            }
            MeasuredWindow window =
                    MeasuredWindow.begin(run, List.of(fleet.process(), gateway.process()));
            long began = System.nanoTime();
            gateway.post("api/points/import?file=devices.csv", Files.readAllBytes(fleet.devices()));
            JsonNode progress = await(gateway, began);
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            MeasuredWindow.Usage usage = window.end();
            judge(run, fleet, gateway, progress);
            run.add(
                    new Row()
                            .put("seconds", seconds)
                            .put("devices", progress.get("registered").asInt())
                            .put("failed", progress.get("failed").size())
                            .put("gateway_core", usage.cores(gateway.process()))
                            .put("fleet_core", usage.cores(fleet.process())));
            run.add(Bar.atMost("from list to registered, s", seconds, MAX_SECONDS));
        }
    }

    private static JsonNode await(GatewayProcess gateway, long began)
            throws IOException, InterruptedException {
        JsonNode progress = gateway.get("api/registration");
        while (progress.get("waiting").asInt() > 0
                && System.nanoTime() - began < GIVE_UP.toNanos()) {
            MeasuredWindow.pass(POLL);
            progress = gateway.get("api/registration");
        }
        return progress;
    }

    private static void judge(
            BenchmarkRun run, FleetProcess fleet, GatewayProcess gateway, JsonNode progress)
            throws IOException, InterruptedException {
        Map<String, String> reasons = reasons(progress);
        Map<String, List<String>> told = rows(gateway.text("api/points/export").lines().toList());
        List<String> codes = new ArrayList<>();
        int right = 0;
        for (String line : Files.readAllLines(fleet.cameras()).subList(1, POINTS + 1)) {
            List<String> fields = List.of(line.split(",", -1));
            codes.add(fields.getFirst());
            if (told.getOrDefault(fields.getFirst(), List.of())
                    .equals(List.of(fields.get(2), fields.get(5), fields.get(6)))) {
                right++;
            }
        }
        Set<Integer> troubled = new HashSet<>();
        int rightly = 0;
        for (Trouble trouble : TROUBLES) {
            for (int number = trouble.from(); number <= trouble.to(); number++) {
                troubled.add(number);
                boolean isRight = trouble.problem().equals(reasons.remove(codes.get(number - 1)));
                rightly += isRight ? 1 : 0;
            }
        }
        int able = POINTS - troubled.size();
        run.add(new Row().put("points_able", able).put("points_unable", troubled.size()));
        run.add(
                Bar.atMost(
                        "points that fail though nothing is wrong with them", reasons.size(), 0));
        run.add(Bar.atLeast("points whose streams are known rightly", right, able));
        run.add(Bar.atLeast("points that fail for the right reason", rightly, troubled.size()));
    }

    /// Why points are not registered, by their codes.
    private static Map<String, String> reasons(JsonNode progress) {
        Map<String, String> reasons = new HashMap<>();
        for (JsonNode failure : progress.get("failed")) {
            for (JsonNode point : failure.get("points")) {
                reasons.put(point.asString(), failure.get("problem").asString());
            }
        }
        return reasons;
    }

    /// RTSP port and paths of each point, by its code; no value of these lists holds a comma.
    private static Map<String, List<String>> rows(List<String> lines) {
        List<String> head = List.of(lines.getFirst().replace("\uFEFF", "").split(",", -1));
        Map<String, List<String>> rows = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = List.of(line.split(",", -1));
            rows.put(
                    fields.getFirst(),
                    List.of(
                            fields.get(head.indexOf("rtsp_port")),
                            fields.get(head.indexOf("main_path")),
                            fields.get(head.indexOf("sub_path"))));
        }
        return rows;
    }
}
