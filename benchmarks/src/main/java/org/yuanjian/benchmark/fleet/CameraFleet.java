package org.yuanjian.benchmark.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yuanjian.benchmark.fleet.media.LoopLibrary;
import org.yuanjian.benchmark.fleet.onvif.DiscoveryPort;
import org.yuanjian.benchmark.fleet.onvif.OnvifConnection;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;

/// All cameras of a province in one process: one listening socket, each camera or recorder at its
/// own loopback address.
public final class CameraFleet implements AutoCloseable {
    private static final int BACKLOG = 4096;

    private final List<SimulatedCamera> cameras;
    private final Map<Integer, SimulatedHost> hosts;
    private final LoopLibrary library;
    private final FleetWorld world;
    private final EventLoopGroup group;
    private final Map<EventLoop, PlaybackWheel> wheels = new ConcurrentHashMap<>();
    private final Channel listener;
    private final Channel onvif;
    private final String onvifNonce;
    private final SnapshotLibrary pictures = new SnapshotLibrary();
    private final FleetControl control;

    private CameraFleet(FleetSettings settings) throws IOException {
        this.library = LoopLibrary.of(settings.loops(), settings.loopLength());
        this.cameras = cameras(settings, library);
        this.hosts = hosts(cameras);
        this.world = new FleetWorld(Clock.systemUTC(), new FleetCounters(), new Random());
        this.group =
                new MultiThreadIoEventLoopGroup(settings.eventLoops(), EpollIoHandler.newFactory());
        this.listener = listen(settings.rtspPort(), this::serveRtsp);
        this.onvifNonce = world.nonce();
        this.onvif = listen(0, this::serveOnvif);
        if (settings.discoveryPort() > 0) {
            hosts.values().forEach(host -> listenToProbes(host, settings.discoveryPort()));
        }
        this.control = new FleetControl(this, group, settings.controlPort());
        CameraList list = new CameraList(settings.data(), cameras);
        list.writeCameras(rtspPort(), onvifPort());
        list.writeDevices(onvifPort());
    }

    /// Starts a fleet; it answers when this returns and its lists are written. Loops that are not
    /// encoded yet are made in the background; their cameras answer DESCRIBE when they are.
    public static CameraFleet start(FleetSettings settings) throws IOException {
        return new CameraFleet(settings);
    }

    private static List<SimulatedCamera> cameras(FleetSettings settings, LoopLibrary library)
            throws IOException {
        SecureRandom random = new SecureRandom();
        List<SimulatedCamera> cameras = new ArrayList<>();
        for (FleetPoint point : FleetPoint.read(settings.pointsFile(), settings.points())) {
            int number = cameras.size() + 1;
            int first = Recorder.first(number);
            CameraProfile profile = CameraProfile.of(number);
            if (Recorder.channel(number) > 0) {
                profile = profile.on(CameraProfile.of(first));
            } else if (!settings.udpOnlyCameras()) {
                profile = profile.withTcp();
            }
            CameraCredentials credentials =
                    first == number
                            ? CameraCredentials.random(number, random)
                            : cameras.get(first - 1).listedCredentials();
            cameras.add(new SimulatedCamera(number, point, profile, credentials, library));
        }
        return cameras;
    }

    /// By the number of their first camera.
    private static Map<Integer, SimulatedHost> hosts(List<SimulatedCamera> cameras) {
        return cameras.stream()
                .collect(
                        Collectors.groupingBy(
                                camera -> Recorder.first(camera.number()),
                                Collectors.collectingAndThen(
                                        Collectors.toList(), SimulatedHost::new)));
    }

    /// A port of all cameras. The camera is the address that was dialled; whoever dials another is
    /// sent away.
    private Channel listen(int port, BiConsumer<Channel, SimulatedHost> serve) {
        return new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                host(channel)
                                        .ifPresentOrElse(
                                                host -> serve.accept(channel, host),
                                                channel::close);
                            }
                        })
                .bind(port)
                .syncUninterruptibly()
                .channel();
    }

    private Optional<SimulatedHost> host(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return Optional.ofNullable(hosts.get(FleetAddress.number(local.getAddress())));
    }

    private void serveRtsp(Channel channel, SimulatedHost host) {
        PlaybackWheel wheel = wheels.computeIfAbsent(channel.eventLoop(), PlaybackWheel::new);
        channel.pipeline()
                .addLast(new RtspMessageDecoder())
                .addLast(new RtspMessageEncoder())
                .addLast(new CameraConnection(host, world, wheel));
    }

    private void serveOnvif(Channel channel, SimulatedHost host) {
        CameraOnvif side = new CameraOnvif(host, pictures, onvifNonce);
        OnvifConnection.serve(channel, side, rtspPort(), world.clock());
    }

    /// Where the port is taken the camera is not found this way, and all else works.
    private void listenToProbes(SimulatedHost host, int port) {
        CameraOnvif side = new CameraOnvif(host, pictures, onvifNonce);
        new Bootstrap()
                .group(group)
                .channel(EpollDatagramChannel.class)
                .handler(new DiscoveryPort(side, onvifPort()))
                .bind(new InetSocketAddress(side.address(), port))
                .awaitUninterruptibly();
    }

    /// Makes all loops ready that sub streams play without faults; completes when they are.
    public CompletableFuture<Void> prepareSubStreams() {
        return allOf(camera -> camera.loop(true));
    }

    /// Makes all loops ready that any stream plays without faults; completes when they are.
    public CompletableFuture<Void> prepare() {
        return prepareSubStreams().thenCompose(_ -> allOf(camera -> camera.loop(false)));
    }

    private CompletableFuture<Void> allOf(Function<SimulatedCamera, CompletableFuture<?>> loop) {
        return CompletableFuture.allOf(
                cameras.stream().map(loop).distinct().toArray(CompletableFuture[]::new));
    }

    public int rtspPort() {
        return port(listener);
    }

    /// Where all cameras speak ONVIF.
    public int onvifPort() {
        return port(onvif);
    }

    private static int port(Channel bound) {
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    public int controlPort() {
        return control.port();
    }

    List<SimulatedCamera> cameras() {
        return cameras;
    }

    FleetCounters counters() {
        return world.counters();
    }

    LoopLibrary library() {
        return library;
    }

    /// Ends every connection; quick.
    @Override
    public void close() {
        control.close();
        onvif.close().syncUninterruptibly();
        listener.close().syncUninterruptibly();
        library.close();
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
