package org.yuanjian.console;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.CameraFile;
import org.yuanjian.camera.CameraGateway;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.RtspSources;
import org.yuanjian.camera.registry.ImportException;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.setting.RelaySettings;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketGate;
import org.yuanjian.relay.rtsp.RtspServer;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// The relay role of this process: event loops, sources and media ports, started after everything
/// else and stopped first.
final class RelayNode implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RelayNode.class);
    private static final String ALL = "*/";

    private final RelaySettings settings;
    private final PointRegistry points;
    private final EventLoopGroup loops;
    private final StreamRelay relay;
    private final RtspServer rtsp;
    private volatile boolean running;

    RelayNode(YuanjianSettings all, PointRegistry points, TicketGate gate) throws ImportException {
        this.settings = all.relay();
        this.points = points;
        NettyTransport sockets = NettyTransport.best();
        int threads =
                settings.eventLoops() > 0
                        ? settings.eventLoops()
                        : Runtime.getRuntime().availableProcessors();
        this.loops = sockets.group(threads, "media");
        SourceEnvironment environment =
                new SourceEnvironment(
                        sockets,
                        PooledByteBufAllocator.DEFAULT,
                        new DialBudget(loops.next(), settings.dialsPerSecond(), System::nanoTime),
                        new CameraNetworks(settings.cameraNetworks()),
                        new Random());
        CameraGateway gateway =
                new CameraGateway(cameras(all, points), new RtspSources(environment));
        int gopBytes = Math.toIntExact(settings.gopSize().toBytes());
        this.relay =
                new StreamRelay(
                        gateway,
                        loops,
                        new StreamRelay.Settings(settings.releaseAfter(), gopBytes));
        InetSocketAddress bind = new InetSocketAddress(settings.bind(), settings.rtspPort());
        int queueBytes = Math.toIntExact(settings.viewerQueue().toBytes());
        this.rtsp =
                new RtspServer(
                        loops,
                        sockets,
                        relay,
                        gate,
                        new RtspServer.Settings(bind, queueBytes, settings.maxViewers()));
    }

    private static Map<String, CameraAccess> cameras(YuanjianSettings all, PointRegistry points)
            throws ImportException {
        if (Files.notExists(all.cameras())) {
            LOG.warn("no list of cameras at {}: no point can be reached", all.cameras());
            return Map.of();
        }
        return CameraFile.read(all.cameras(), points);
    }

    StreamRelay relay() {
        return relay;
    }

    @Override
    public void start() {
        try {
            LOG.info("RTSP at {}", rtsp.start());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        settings.keepOpen().forEach(this::keepOpen);
        running = true;
    }

    /// `point/stream`, or `*/stream` for that stream of every point.
    private void keepOpen(String pattern) {
        if (pattern.startsWith(ALL)) {
            String name = pattern.substring(ALL.length());
            points.points().forEach(point -> relay.keepOpen(new StreamId(point.code(), name)));
        } else {
            relay.keepOpen(StreamId.parse(pattern));
        }
    }

    @Override
    public void stop() {
        running = false;
        rtsp.close();
        relay.close();
        loops.shutdownGracefully(0, 3, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
