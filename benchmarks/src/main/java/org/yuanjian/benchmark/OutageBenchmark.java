package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.machine.PinnedProcess;
import tools.jackson.databind.JsonNode;

/// Every tenth camera of the province falls silent, without a FIN, while one in twenty is slow and
/// one in twenty fails once: how soon is each known, and is anybody flagged who lives?
final class OutageBenchmark implements Benchmark {
    private static final int POINTS = 2_110;
    private static final int STREAMING_UP_TO = 1_000;
    private static final double MAX_IDLE_SECONDS = 90;
    private static final double MAX_STREAMING_SECONDS = 10;
    private static final Duration SETTLE = Duration.ofSeconds(100);
    private static final Duration WATCH = Duration.ofSeconds(110);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Set<String> FLAGS = Set.of("offline", "unauthorised");
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "outage";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        List<String> codes = codes(run);
        String open =
                numbers(OutageBenchmark::streams)
                        .mapToObj(number -> codes.get(number - 1) + "/sub")
                        .collect(Collectors.joining(","));
        try (FleetProcess fleet =
                        FleetProcess.start(run.bench(), POINTS, port + 4, PinnedProcess.ANY_CORE);
                GatewayProcess gateway =
                        GatewayProcess.start(
                                run.bench(),
                                port,
                                "--yuanjian.relay.keep-open=" + open,
                                "--yuanjian.cameras=" + fleet.cameras())) {
            MeasuredWindow.pass(SETTLE);
            JsonNode before = gateway.get("api/health");
            run.add(
                    new Row()
                            .put("of", "before")
                            .put("online", before.get("states").get("online").asInt())
                            .put("streaming", fleet.stat("playing")));
            fault(fleet, "slow", OutageBenchmark::isSlow);
            fault(fleet, "stumble", OutageBenchmark::stumbles);
            long began = System.nanoTime();
            fault(fleet, "off", OutageBenchmark::isSilent);
            Map<String, Double> known = watch(gateway, began);
            judge(run, codes, known);
        }
    }

    private static boolean isSilent(int number) {
        return number % 10 == 0;
    }

    private static boolean isSlow(int number) {
        return number % 20 == 1;
    }

    private static boolean stumbles(int number) {
        return number % 20 == 3;
    }

    private static boolean streams(int number) {
        return number <= STREAMING_UP_TO && (number % 10 == 0 || number % 10 == 5);
    }

    private static IntStream numbers(IntPredicate chosen) {
        return IntStream.rangeClosed(1, POINTS).filter(chosen);
    }

    private static List<String> codes(BenchmarkRun run) throws IOException {
        List<String> codes = new ArrayList<>();
        for (String line :
                Files.readAllLines(run.bench().root().resolve("config/points.csv"))
                        .subList(1, POINTS + 1)) {
            codes.add(line.substring(0, line.indexOf(',')));
        }
        return codes;
    }

    private static void fault(FleetProcess fleet, String fault, IntPredicate chosen)
            throws IOException, InterruptedException {
        String list = numbers(chosen).mapToObj(Integer::toString).collect(Collectors.joining(","));
        fleet.fault("{\"fault\":\"%s\",\"cameras\":[%s]}".formatted(fault, list));
    }

    /// Seconds until each point was first flagged, by its code.
    private static Map<String, Double> watch(GatewayProcess gateway, long began)
            throws IOException, InterruptedException {
        Map<String, Double> known = new HashMap<>();
        while (System.nanoTime() - began < WATCH.toNanos()) {
            for (JsonNode point : gateway.get("api/health").get("points")) {
                if (FLAGS.contains(point.get("state").asString())) {
                    known.putIfAbsent(
                            point.get("code").asString(),
                            (System.nanoTime() - began) / NANOS_PER_SECOND);
                }
            }
            MeasuredWindow.pass(POLL);
        }
        return known;
    }

    private static void judge(BenchmarkRun run, List<String> codes, Map<String, Double> known) {
        double idle = slowest(codes, known, n -> isSilent(n) && !streams(n));
        double streaming = slowest(codes, known, n -> isSilent(n) && streams(n));
        long others =
                numbers(n -> !isSilent(n)).filter(n -> known.containsKey(codes.get(n - 1))).count();
        run.add(
                new Row()
                        .put("of", "after")
                        .put("silent", numbers(OutageBenchmark::isSilent).count())
                        .put("known", known.size())
                        .put("others_flagged", others)
                        .put("idle_slowest_s", idle)
                        .put("streaming_slowest_s", streaming));
        run.add(Bar.atMost("the last idle one is known after, s", idle, MAX_IDLE_SECONDS));
        run.add(
                Bar.atMost(
                        "the last streaming one is known after, s",
                        streaming,
                        MAX_STREAMING_SECONDS));
        run.add(Bar.atMost("others that are flagged", (double) others, 0));
    }

    /// One that nobody noticed took longer than any other.
    private static double slowest(
            List<String> codes, Map<String, Double> known, IntPredicate chosen) {
        return numbers(chosen)
                .mapToDouble(n -> known.getOrDefault(codes.get(n - 1), Double.POSITIVE_INFINITY))
                .max()
                .orElse(Double.NaN);
    }
}
