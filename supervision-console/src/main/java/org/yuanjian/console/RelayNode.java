package org.yuanjian.console;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.yuanjian.camera.CameraGateway;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.RegisteredCameras;
import org.yuanjian.camera.RegistryWatch;
import org.yuanjian.camera.RtspSources;
import org.yuanjian.camera.StreamBudgets;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.snapshot.CodedFrame;
import org.yuanjian.console.setting.EvidenceSettings;
import org.yuanjian.console.setting.RelaySettings;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.CompilerThreads;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.RelayMetrics;
import org.yuanjian.relay.StreamHub;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TapSubscription;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.ViewMetrics;
import org.yuanjian.relay.http.ConsoleOrigin;
import org.yuanjian.relay.http.HttpEndpoint;
import org.yuanjian.relay.http.MetricsEndpoint;
import org.yuanjian.relay.http.RelayCertificate;
import org.yuanjian.relay.http.RelayHttpServer;
import org.yuanjian.relay.http.RelayHttpSettings;
import org.yuanjian.relay.http.Route;
import org.yuanjian.relay.live.LiveEndpoint;
import org.yuanjian.relay.record.ClipEnd;
import org.yuanjian.relay.record.ClipOrder;
import org.yuanjian.relay.record.ClipRecorder;
import org.yuanjian.relay.rtsp.RtspServer;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;
import org.yuanjian.relay.transcode.TranscodeSettings;
import org.yuanjian.relay.transcode.TranscodeWorkers;
import org.yuanjian.relay.transcode.TranscodedStreams;
import org.yuanjian.relay.webrtc.WebRtcServer;
import org.yuanjian.relay.webrtc.WebRtcSettings;
import org.yuanjian.relay.webrtc.WhepEndpoint;

/// The relay role of this process: event loops, sources and media ports, started after everything
/// else and stopped first.
final class RelayNode implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RelayNode.class);
    private static final String ALL = "*/";
    private static final int TRANSCODE_THREADS = 1;
    private static final long CLIP_QUEUE_BYTES = 16 << 20;
    private static final long CLIP_BYTES = 256 << 20;
    private static final long LINES_SECONDS = 10;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final RelaySettings settings;
    private final PointRegistry points;
    private final EventLoopGroup loops;
    private final TranscodedStreams streams;
    private final StreamRelay relay;
    private final ClipRecorder clips;
    private final StreamBudgets budgets;
    private final SiteLines lines;
    private final RegistryWatch cameras;
    private final RelayMetrics metrics;
    private final TicketGate gate;
    private final AccessUnitTaps taps;
    private final RtspServer rtsp;
    private final WebRtcServer webRtc;
    private final RelayHttpServer http;
    private final Optional<RelayHttpServer> management;
    private final TranscodeWorkers workers = new TranscodeWorkers(TRANSCODE_THREADS);
    private volatile boolean running;

    /// What the node needs of the rest of the application.
    ///
    /// @param vault opens the passwords of cameras
    /// @param locks of all devices
    /// @param dials the node's budget of dials
    /// @param keyFrames asks cameras for key frames where a PLI brings none; does not block
    /// @param consolePort port of the pages that may call the relay
    /// @param management where metrics are; empty where the console has them
    /// @param certificate shown by the HTTP port; empty: it speaks without TLS
    /// @param evidence clips; ordered by a console in this process alone
    record Surroundings(
            PointRegistry points,
            CredentialVault vault,
            DeviceLocks locks,
            DialBudget dials,
            Consumer<StreamId> keyFrames,
            TicketGate gate,
            InstantSource clock,
            PrometheusMeterRegistry metrics,
            int consolePort,
            Optional<Management> management,
            Optional<RelayCertificate> certificate,
            EvidenceSettings evidence) {}

    /// Where metrics are asked for, and what opens them.
    record Management(InetSocketAddress address, String token) {
        @Override
        public String toString() {
            return "Management[address=" + address + "]";
        }
    }

    RelayNode(RelaySettings settings, Surroundings around) {
        this.settings = settings;
        this.points = around.points();
        this.gate = around.gate();
        gate.observe(new ViewMetrics(around.metrics(), gate));
        NettyTransport sockets = NettyTransport.best();
        this.loops = sockets.group(threads(settings), "media");
        this.budgets = new StreamBudgets(points.list());
        this.lines = new SiteLines(around.metrics(), points, budgets);
        CameraGateway gateway =
                new CameraGateway(
                        RegisteredCameras.of(points.list(), around.vault()),
                        around.locks(),
                        budgets,
                        new RtspSources(environment(sockets, around), around.keyFrames()));
        this.streams = new TranscodedStreams(gateway, transcoding(settings), around.metrics());
        int gopBytes = Math.toIntExact(settings.gopSize().toBytes());
        this.relay =
                new StreamRelay(
                        streams,
                        loops,
                        new StreamRelay.Settings(
                                settings.releaseAfter(), gopBytes, recent(around.evidence())));
        this.clips = clips(around);
        this.cameras = new RegistryWatch(points, around.vault(), gateway, budgets, relay::reopen);
        this.metrics = new RelayMetrics(around.metrics(), relay, loops, System::nanoTime);
        relay.observe(metrics);
        this.rtsp = new RtspServer(loops, sockets, relay, around.gate(), rtspSettings());
        this.webRtc =
                new WebRtcServer(
                        new WebRtcSettings(
                                at(settings.mediaPort()),
                                settings.advertise(),
                                settings.pausedFor()),
                        loops.next(),
                        sockets,
                        around.clock(),
                        around.metrics());
        this.taps = new AccessUnitTaps(relay, loops);
        streams.takeFrom(taps);
        List<HttpEndpoint> endpoints =
                List.of(
                        new WhepEndpoint(webRtc, relay, around.gate(), workers),
                        new LiveEndpoint(around.gate(), taps, workers));
        this.http = new RelayHttpServer(httpSettings(around), loops, sockets, endpoints);
        this.management = around.management().map(port -> metrics(port, around, sockets));
    }

    private ClipRecorder clips(Surroundings around) {
        return new ClipRecorder(
                relay,
                loops,
                around.clock(),
                new ClipRecorder.Settings(around.evidence().clips(), CLIP_QUEUE_BYTES, CLIP_BYTES));
    }

    private RelayHttpServer metrics(Management port, Surroundings around, NettyTransport sockets) {
        ConsoleOrigin nobody = new ConsoleOrigin("null", 0);
        return new RelayHttpServer(
                new RelayHttpSettings(port.address(), nobody),
                loops,
                sockets,
                List.of(new MetricsEndpoint(around.metrics(), port.token())));
    }

    private static StreamRelay.Recent recent(EvidenceSettings evidence) {
        return new StreamRelay.Recent(
                evidence.ring(), evidence.ringSize().toBytes(), evidence.ringTotal().toBytes());
    }

    private static TranscodeSettings transcoding(RelaySettings settings) {
        int most = settings.transcoders();
        return new TranscodeSettings(
                most < 0 ? TranscodeSettings.usual().most() : most, settings.transcodeWidth());
    }

    private static int threads(RelaySettings settings) {
        return settings.eventLoops() > 0
                ? settings.eventLoops()
                : Runtime.getRuntime().availableProcessors();
    }

    private SourceEnvironment environment(NettyTransport sockets, Surroundings around) {
        return new SourceEnvironment(
                sockets,
                PooledByteBufAllocator.DEFAULT,
                around.dials(),
                new CameraNetworks(settings.cameraNetworks()),
                new Random(),
                around.clock(),
                System::nanoTime);
    }

    private RtspServer.Settings rtspSettings() {
        int queueBytes = Math.toIntExact(settings.viewerQueue().toBytes());
        return new RtspServer.Settings(at(settings.rtspPort()), queueBytes, settings.maxViewers());
    }

    private RelayHttpSettings httpSettings(Surroundings around) {
        ConsoleOrigin pages =
                new ConsoleOrigin(
                        settings.consoleOrigin(),
                        around.consolePort(),
                        around.certificate().isPresent());
        RelayHttpSettings plain = new RelayHttpSettings(at(settings.httpPort()), pages);
        return around.certificate().map(plain::with).orElse(plain);
    }

    private InetSocketAddress at(int port) {
        return new InetSocketAddress(settings.bind(), port);
    }

    @Override
    public void start() {
        CompilerThreads.yieldToMedia();
        try {
            log.info(
                    "RTSP at {}, media at {}, streams over HTTP at {}",
                    rtsp.start(),
                    webRtc.start(),
                    http.start());
            if (management.isPresent()) {
                log.info("metrics at {}", management.get().start());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("yuanjian.relay.advertise", e);
        }
        loops.next().scheduleAtFixedRate(gate::endOverdue, 1, 1, TimeUnit.SECONDS);
        Thread.ofPlatform().daemon().name("transcode-warm-up").start(workers::warmUp);
        cameras.start();
        loops.next()
                .scheduleAtFixedRate(
                        lines::refresh, LINES_SECONDS, LINES_SECONDS, TimeUnit.SECONDS);
        settings.keepOpen().forEach(this::keepOpen);
        running = true;
    }

    /// `point/stream`, or `*/stream` for that stream of every point.
    private void keepOpen(String pattern) {
        if (pattern.startsWith(ALL)) {
            String name = pattern.substring(ALL.length());
            points.list()
                    .points()
                    .forEach(point -> relay.keepOpen(new StreamId(point.code(), name)));
        } else {
            relay.keepOpen(StreamId.parse(pattern));
        }
    }

    /// How old the last frame of each point is of which a stream is open here.
    Map<String, Duration> frameAges() {
        long now = System.nanoTime();
        Map<String, Duration> ages = new HashMap<>();
        for (StreamHub hub : relay.hubs()) {
            long last = hub.meter().lastFrameNanos();
            if (last != 0) {
                Duration age = Duration.ofNanos(Math.max(0, now - last));
                ages.merge(hub.id().point(), age, (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
        return ages;
    }

    /// The next key frame of a stream that is open and brings frames; empty for any other.
    Optional<CompletableFuture<CodedFrame>> keyFrame(StreamId stream) {
        long now = System.nanoTime();
        boolean isOpen =
                relay.hubs().stream()
                        .anyMatch(hub ->
                                hub.id().equals(stream)
                                        && hub.meter().lastFrameNanos() != 0
                                        && now - hub.meter().lastFrameNanos() < FRESH_NANOS);
        if (!isOpen) {
            return Optional.empty();
        }
        OpenFrame frame = new OpenFrame();
        TapSubscription tap = taps.join(stream, frame);
        return Optional.of(frame.frame().whenComplete((_, _) -> tap.leave()));
    }

    /// Begins a clip, if there is a place for one more.
    ///
    /// @param done hears of its end, on a thread that may wait
    boolean record(ClipOrder order, Consumer<ClipEnd> done) {
        return clips.record(order, done);
    }

    @Override
    public void stop() {
        running = false;
        clips.close();
        cameras.close();
        http.close();
        management.ifPresent(RelayHttpServer::close);
        webRtc.close();
        rtsp.close();
        relay.close();
        metrics.close();
        workers.close();
        loops.shutdownGracefully(0, 3, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    /// What the port of streams over HTTP answers.
    List<Route> routes() {
        return http.routes();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
