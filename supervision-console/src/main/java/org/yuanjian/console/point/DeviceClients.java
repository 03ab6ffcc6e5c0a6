package org.yuanjian.console.point;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifSettings;
import org.yuanjian.camera.registration.DeviceProbe;
import org.yuanjian.camera.registration.KeyFrameProbe;
import org.yuanjian.camera.snapshot.KeyFramePull;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.DialBudget;
import org.yuanjian.relay.rtsp.client.RtspProbe;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Talks to devices apart from the media: a thread of its own, so that nothing a device answers
/// holds up a picture.
public final class DeviceClients implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PICTURE_PATIENCE = Duration.ofSeconds(8);

    private final EventLoopGroup loops;
    private final NettyTransport sockets = NettyTransport.best();
    private final CameraNetworks networks;
    private final SourceEnvironment environment;
    private final OnvifClient onvif;
    private final DeviceProbe probe;

    /// @param networks where devices may be
    /// @param dials the node's budget of dials
    public DeviceClients(CameraNetworks networks, DialBudget dials, InstantSource clock) {
        this.networks = networks;
        this.loops = sockets.group(1, "devices");
        this.onvif =
                new OnvifClient(
                        loops, sockets.socket(), networks::test, OnvifSettings.DEFAULT, clock);
        this.environment =
                new SourceEnvironment(
                        sockets,
                        PooledByteBufAllocator.DEFAULT,
                        dials,
                        networks,
                        new Random(),
                        clock,
                        System::nanoTime);
        this.probe = new DeviceProbe(onvif, new KeyFrameProbe(loops, environment, PATIENCE));
    }

    /// Fetches single pictures.
    public KeyFramePull pictures() {
        return new KeyFramePull(loops, environment, PICTURE_PATIENCE);
    }

    public OnvifClient onvif() {
        return onvif;
    }

    public DeviceProbe probe() {
        return probe;
    }

    /// Asks cameras whether they would play.
    ///
    /// @param patience how long the connection and each answer are waited for
    public RtspProbe rtsp(Duration patience) {
        return new RtspProbe(loops.next(), sockets, networks, patience);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
