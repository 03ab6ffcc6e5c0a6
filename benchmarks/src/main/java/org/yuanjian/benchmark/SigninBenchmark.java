package org.yuanjian.benchmark;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.load.GatewayProcess;
import tools.jackson.databind.json.JsonMapper;

/// Wrong passwords for names that there are and for names that there are not, in turns: does the
/// time tell one from the other, or the answer?
final class SigninBenchmark implements Benchmark {
    private static final int TRIES = 200;
    private static final int TRIES_A_NAME = 4;
    private static final double MAX_MILLIS = 50;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String PASSWORD = "no such password";

    /// Milliseconds and texts of answers.
    private record Seen(List<Double> millis, List<String> answers) {
        double median() {
            double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            return sorted[sorted.length / 2];
        }
    }

    @Override
    public String name() {
        return "signin";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (GatewayProcess gateway =
                GatewayProcess.start(
                        run.bench(), run.options().port(), "--yuanjian.proxies=127.0.0.1")) {
            List<String> known = accounts(gateway);
            List<String> unknown = known.stream().map(name -> name + "x").toList();
            tries(gateway, List.of("warm-1", "warm-2"), List.of("warm-3", "warm-4"));
            judge(run, tries(gateway, known, unknown));
        }
    }

    /// So many that none is locked.
    private static List<String> accounts(GatewayProcess gateway)
            throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < TRIES / TRIES_A_NAME; i++) {
            String name = "bench-" + i;
            gateway.post(
                    "api/accounts",
                    json(
                            Map.of(
                                    "name",
                                    name,
                                    "fullName",
                                    name,
                                    "role",
                                    "inspector",
                                    "region",
                                    "440000")));
            names.add(name);
        }
        return names;
    }

    private static byte[] json(Map<String, String> body) {
        return JsonMapper.shared().writeValueAsBytes(body);
    }

    private static List<Seen> tries(
            GatewayProcess gateway, List<String> known, List<String> unknown)
            throws IOException, InterruptedException {
        List<Seen> seen =
                List.of(
                        new Seen(new ArrayList<>(), new ArrayList<>()),
                        new Seen(new ArrayList<>(), new ArrayList<>()));
        for (int i = 0; i < known.size() * TRIES_A_NAME; i++) {
            // Each from its own place: an address that fails too often is made to wait.
            String address = "10.9." + i / 250 + "." + (1 + i % 250);
            int name = i / TRIES_A_NAME;
            for (int which : i % 2 == 0 ? new int[] {0, 1} : new int[] {1, 0}) {
                String user = (which == 0 ? known : unknown).get(name);
                signIn(gateway, user, address, seen.get(which));
            }
        }
        return seen;
    }

    private static void signIn(GatewayProcess gateway, String user, String address, Seen seen)
            throws IOException, InterruptedException {
        byte[] body = json(Map.of("user", user, "password", PASSWORD));
        long began = System.nanoTime();
        HttpResponse<byte[]> answer =
                gateway.tryPost("api/session", body, Map.of("X-Forwarded-For", address));
        seen.millis().add((System.nanoTime() - began) / NANOS_PER_MILLI);
        seen.answers()
                .add(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static void judge(BenchmarkRun run, List<Seen> seen) {
        double known = seen.getFirst().median();
        double unknown = seen.getLast().median();
        List<String> answers =
                seen.stream().flatMap(one -> one.answers().stream()).distinct().toList();
        run.add(
                new Row()
                        .put("tries", seen.getFirst().millis().size())
                        .put("known_ms", known)
                        .put("unknown_ms", unknown)
                        .put("answers", answers.size()));
        run.add(Bar.atLeast("tries of each", (double) seen.getFirst().millis().size(), TRIES));
        run.add(Bar.atMost("medians apart, ms", Math.abs(known - unknown), MAX_MILLIS));
        run.add(Bar.atMost("different answers", (double) answers.size(), 1));
    }
}
