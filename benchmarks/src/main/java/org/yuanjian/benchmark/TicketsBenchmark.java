package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yuanjian.benchmark.load.CameraFeed;
import org.yuanjian.benchmark.load.GatewayProcess;
import org.yuanjian.benchmark.load.Percentiles;
import org.yuanjian.benchmark.load.RedisProcess;
import org.yuanjian.benchmark.load.RelayUnderTest;
import org.yuanjian.benchmark.load.RtspAudience;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.TicketSigner;

/// How many tickets a second one thread signs, checks and opens a view with; and when somebody ends
/// their purpose while hundreds of their pictures run, how soon has the last one stopped: with
/// console and relay in one process, and in two that Redis joins?
final class TicketsBenchmark implements Benchmark {
    /// One session asks for the tickets of all viewers.
    private static final String MANY_CALLS = "--yuanjian.calls.burst=10000";

    private static final int STREAMS = 20;
    private static final int VIEWERS = 300;
    private static final int ROUNDS = 5;
    private static final double MAX_MILLIS = 2_000;
    private static final double MIN_PER_SECOND = 10_000;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int GIVE_UP_SECONDS = 20;
    private static final int BATCH = 1_000;
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "tickets";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        issue(run);
        int viewers = run.options().sizes(VIEWERS).getFirst();
        CameraFeed.Shape shape = CameraFeed.Shape.subs(STREAMS);
        try (CameraFeed feed = CameraFeed.start(run.bench(), shape)) {
            inOneProcess(run, feed, viewers);
            withRedis(run, feed, viewers);
        }
    }

    private static void issue(BenchmarkRun run) {
        Duration time = run.options().warmUp().dividedBy(5);
        perSecond(time);
        double perSecond = perSecond(time);
        run.add(new Row().put("of", "sign, check and open").put("per_second", perSecond));
        run.add(Bar.atLeast("tickets signed and checked a second", perSecond, MIN_PER_SECOND));
    }

    /// Time passes with the tickets, a millisecond with each, so that the door forgets old ones.
    private static double perSecond(Duration time) {
        TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
        long[] millis = {0};
        InstantSource clock = () -> Instant.ofEpochMilli(millis[0]);
        TicketGate gate = new TicketGate(signer, "node-1", clock, _ -> false);
        long began = System.nanoTime();
        while (System.nanoTime() - began < time.toNanos()) {
            for (int i = 0; i < BATCH; i++) {
                openOne(signer, gate, ++millis[0]);
            }
        }
        return millis[0] * NANOS_PER_SECOND / (System.nanoTime() - began);
    }

    private static void openOne(TicketSigner signer, TicketGate gate, long number) {
        StreamId stream = new StreamId("44140301001326000001", StreamId.SUB);
        PlayTicket ticket =
                new PlayTicket(
                        Long.toString(number),
                        "account",
                        "session",
                        stream,
                        Action.LIVE,
                        "routine_tour",
                        Instant.ofEpochMilli(number).plus(PlayTicket.LONGEST_WAIT),
                        "node-1");
        try {
            String text = signer.sign(ticket);
            gate.hold(gate.admit(text, stream, Set.of(Action.LIVE)), _ -> {}).close();
        } catch (TicketException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inOneProcess(BenchmarkRun run, CameraFeed feed, int viewers)
            throws IOException, InterruptedException {
        int port = run.options().port();
        Path cameras = RelayUnderTest.cameras(run.bench(), feed);
        try (GatewayProcess gateway =
                GatewayProcess.start(
                        run.bench(), port, "--yuanjian.cameras=" + cameras, MANY_CALLS)) {
            judge(run, "in one process", stops(run, gateway, viewers), viewers);
        }
    }

    private static void withRedis(BenchmarkRun run, CameraFeed feed, int viewers)
            throws IOException, InterruptedException {
        int port = run.options().port();
        Path cameras = RelayUnderTest.cameras(run.bench(), feed);
        try (RedisProcess redis = RedisProcess.start(run.bench(), port + 4);
                RelayUnderTest relay =
                        RelayUnderTest.start(
                                run.bench(),
                                RelayUnderTest.mainStreams(run.bench(), STREAMS),
                                port,
                                Map.of(
                                        "yuanjian.cameras",
                                        cameras.toString(),
                                        "yuanjian.redis.url",
                                        redis.url()))) {
            shareKey(run, relay);
            try (GatewayProcess console =
                    GatewayProcess.start(
                            run.bench(),
                            port,
                            MANY_CALLS,
                            "--yuanjian.roles=console",
                            "--yuanjian.redis.url=" + redis.url())) {
                judge(run, "by Redis", stops(run, console, viewers), viewers);
            }
        }
    }

    /// Both sides of a ticket hold the same key.
    private static void shareKey(BenchmarkRun run, RelayUnderTest relay) throws IOException {
        Path folder = Files.createDirectories(run.bench().folder().resolve("gateway"));
        Files.copy(
                relay.data().resolve("ticket.key"),
                folder.resolve("ticket.key"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /// Milliseconds from the console's call to the end of each picture, of all rounds.
    private static List<Double> stops(BenchmarkRun run, GatewayProcess console, int viewers)
            throws IOException, InterruptedException {
        List<StreamId> streams = RelayUnderTest.mainStreams(run.bench(), STREAMS);
        int rounds = run.options().quick() ? 1 : ROUNDS;
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            console.purpose();
            List<String> urls = new ArrayList<>();
            for (int i = 0; i < viewers; i++) {
                urls.add(url(run, console, streams.get(i % STREAMS)));
            }
            try (RtspAudience audience = RtspAudience.join(urls)) {
                MeasuredWindow window = MeasuredWindow.begin(run, List.of(console.process()));
                MeasuredWindow.pass(SETTLE);
                long began = System.nanoTime();
                console.delete("api/purpose");
                for (long end : audience.ends(GIVE_UP_SECONDS)) {
                    millis.add((end - began) / NANOS_PER_MILLI);
                }
                window.end();
            }
        }
        return millis;
    }

    private static String url(BenchmarkRun run, GatewayProcess console, StreamId stream)
            throws IOException, InterruptedException {
        String wish = "{\"stream\":\"" + stream + "\"}";
        String ticket =
                console.post("api/tickets", wish.getBytes(StandardCharsets.UTF_8))
                        .get("ticket")
                        .asString();
        int rtsp = run.options().port() + 2;
        return "rtsp://127.0.0.1:" + rtsp + "/" + stream + "?ticket=" + ticket;
    }

    private static void judge(BenchmarkRun run, String of, List<Double> millis, int viewers) {
        int wanted = viewers * (run.options().quick() ? 1 : ROUNDS);
        Percentiles times = Percentiles.of(millis);
        run.add(
                new Row()
                        .put("of", "revoked " + of)
                        .put("viewers", viewers)
                        .put("stopped", times.count())
                        .put("first_ms", times.at(0))
                        .put("p50_ms", times.at(0.5))
                        .put("p99_ms", times.at(0.99))
                        .put("max_ms", times.max()));
        run.add(Bar.atLeast("pictures stopped " + of, (double) times.count(), wanted));
        run.add(Bar.atMost("revoked to stopped " + of + ", p99 ms", times.at(0.99), MAX_MILLIS));
    }
}
