package org.yuanjian.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.load.ConsoleHistory;
import org.yuanjian.benchmark.load.FleetProcess;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.load.Inspector;
import org.yuanjian.benchmark.load.Percentiles;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspAudience;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.media.StreamId;

/// Fifty inspectors open their pages over and over, with thirty days behind them and a hundred
/// pictures running: how long until a page is there?
final class ConsoleBenchmark implements Benchmark {
    private static final int INSPECTORS = 50;
    private static final int PICTURES = 100;
    private static final int POINTS = 2_110;
    private static final int ROUNDS = 12;
    private static final Duration THINK = Duration.ofSeconds(4);
    private static final double MAX_HOME_MILLIS = 500;
    private static final double MAX_TREE_MILLIS = 300;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final String MANY_CALLS = "--yuanjian.calls.address-burst=100000";

    @Override
    public String name() {
        return "console";
    }

    /// How long each page took, in milliseconds.
    private record Times(List<Double> home, List<Double> tree) {}

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        int port = run.options().port();
        try (FleetProcess fleet =
                FleetProcess.start(run.bench(), PICTURES, port + 4, PinnedProcess.ANY_CORE)) {
            List<StreamId> streams = RelayUnderTest.subStreams(run.bench(), PICTURES);
            String cameras = "--yuanjian.cameras=" + fleet.cameras();
            GatewayProcess.start(run.bench(), port, cameras).close();
            Path database = run.bench().folder().resolve("gateway/records.db");
            List<String> points =
                    RelayUnderTest.mainStreams(run.bench(), POINTS).stream()
                            .map(StreamId::point)
                            .toList();
            List<String> names = ConsoleHistory.write(database, points, INSPECTORS);
            try (GatewayProcess gateway =
                            GatewayProcess.start(run.bench(), port, cameras, MANY_CALLS);
                    RtspAudience audience = RtspAudience.join(urls(gateway, streams, port + 2))) {
                MeasuredWindow window =
                        MeasuredWindow.begin(run, List.of(gateway.process(), fleet.process()));
                Times times = load(URI.create("http://127.0.0.1:" + port + "/"), names);
                MeasuredWindow.Usage usage = window.end();
                judge(run, times);
                run.add(
                        new Row()
                                .put("of", "gateway")
                                .put("pictures", streams.size())
                                .put("gateway_core", usage.cores(gateway.process()))
                                .put("fleet_core", usage.cores(fleet.process())));
                run.add(
                        Bar.atLeast(
                                "pictures that ran to the end",
                                (double) streams.size() - audience.ends(0).size(),
                                PICTURES));
            }
        }
    }

    private static List<String> urls(GatewayProcess gateway, List<StreamId> streams, int rtsp)
            throws IOException, InterruptedException {
        List<String> urls = new ArrayList<>();
        for (StreamId stream : streams) {
            String wish = "{\"stream\":\"" + stream + "\"}";
            String ticket =
                    gateway.post("api/tickets", wish.getBytes(StandardCharsets.UTF_8))
                            .get("ticket")
                            .asString();
            urls.add("rtsp://127.0.0.1:" + rtsp + "/" + stream + "?ticket=" + ticket);
        }
        return urls;
    }

    private static Times load(URI console, List<String> names)
            throws IOException, InterruptedException {
        List<Inspector> people = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String name : names) {
                Inspector inspector = new Inspector(console);
                inspector.signIn(name, ConsoleHistory.PASSWORD);
                people.add(inspector);
            }
            List<Callable<Times>> days =
                    IntStream.range(0, people.size())
                            .mapToObj(i -> (Callable<Times>) () -> day(people.get(i), i))
                            .toList();
            Times all = new Times(new ArrayList<>(), new ArrayList<>());
            for (Future<Times> day : threads.invokeAll(days)) {
                all.home().addAll(day.get().home());
                all.tree().addAll(day.get().tree());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("an inspector's page did not come: " + e.getCause(), e);
        } finally {
            people.forEach(Inspector::close);
        }
    }

    /// Home and tree in turns; everybody begins at another moment.
    private static Times day(Inspector inspector, int number)
            throws IOException, InterruptedException {
        Times times = new Times(new ArrayList<>(), new ArrayList<>());
        MeasuredWindow.pass(THINK.multipliedBy(number).dividedBy(INSPECTORS));
        for (int round = 0; round < ROUNDS; round++) {
            times.home().add(inspector.open(Inspector.HOME) / NANOS_PER_MILLI);
            MeasuredWindow.pass(THINK.dividedBy(2));
            times.tree().add(inspector.open(Inspector.TREE) / NANOS_PER_MILLI);
            MeasuredWindow.pass(THINK.dividedBy(2));
        }
        return times;
    }

    private static void judge(BenchmarkRun run, Times times) {
        Percentiles home = Percentiles.of(times.home());
        Percentiles tree = Percentiles.of(times.tree());
        run.add(row("home", home));
        run.add(row("tree", tree));
        run.add(Bar.atMost("home, p95 ms", home.at(0.95), MAX_HOME_MILLIS));
        run.add(Bar.atMost("tree and search, p95 ms", tree.at(0.95), MAX_TREE_MILLIS));
    }

    private static Row row(String of, Percentiles times) {
        return new Row()
                .put("of", of)
                .put("pages", times.count())
                .put("p50_ms", times.at(0.5))
                .put("p95_ms", times.at(0.95))
                .put("max_ms", times.max());
    }
}
