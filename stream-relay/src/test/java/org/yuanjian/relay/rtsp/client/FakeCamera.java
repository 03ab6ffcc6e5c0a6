package org.yuanjian.relay.rtsp.client;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// A scripted camera on loopback: plays a small clip over RTSP, as well or as badly as its script
/// says.
public final class FakeCamera implements AutoCloseable {
    public static final String PATH = "/live?channel=1&subtype=0";
    private static final long WAIT_SECONDS = 20;

    private final FakeCameraScript script = new FakeCameraScript();
    private final EventLoopGroup loops = NettyTransport.NIO.group(1, "fake-camera");
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<FakeCameraSession> sessions = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final BlockingQueue<RtspRequest> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> keyFrameRequests = new LinkedBlockingQueue<>();
    private final Channel server;

    private FakeCamera() {
        this.server =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NettyTransport.NIO.serverSocket())
                        .childHandler(new Pipeline())
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
    }

    /// Starts a camera that behaves as `setUp` says.
    public static FakeCamera start(Consumer<FakeCameraScript> setUp) {
        FakeCamera camera = new FakeCamera();
        setUp.accept(camera.script);
        return camera;
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            accepted.incrementAndGet();
            connections.add(channel);
            FakeCameraSession session = new FakeCameraSession(channel, FakeCamera.this, script);
            sessions.add(session);
            channel.pipeline().addLast(new RtspMessageEncoder(), new RtspMessageDecoder(), session);
        }
    }

    public FakeCameraScript script() {
        return script;
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    public RtspAddress address() {
        return address(Transport.TCP);
    }

    public RtspAddress address(Transport transport) {
        return new RtspAddress(
                "127.0.0.1",
                port(),
                PATH,
                FakeCameraScript.USER,
                FakeCameraScript.PASSWORD,
                transport);
    }

    /// Connections ever accepted.
    public int accepted() {
        return accepted.get();
    }

    /// Connections open now.
    public int connections() {
        return connections.size();
    }

    void seen(RtspRequest request) {
        requests.add(request);
    }

    void keyFrameAsked(long ssrc) {
        keyFrameRequests.add(ssrc);
    }

    /// The next request of this method, once it is answered; others before it are passed over.
    public RtspRequest await(String method) throws InterruptedException {
        while (true) {
            RtspRequest request = requests.poll(WAIT_SECONDS, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no " + method + " came");
            }
            if (request.method().equals(method)) {
                return request;
            }
        }
    }

    void reported(byte[] rtcp) {
        reports.add(rtcp);
    }

    /// The next packet of RTCP that comes over UDP.
    public byte[] awaitReport() throws InterruptedException {
        byte[] report = reports.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("no report came");
        }
        return report;
    }

    /// The SSRC of the next picture loss indication.
    public long awaitKeyFrameRequest() throws InterruptedException {
        Long ssrc = keyFrameRequests.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (ssrc == null) {
            throw new AssertionError("nobody asked for a key frame");
        }
        return ssrc;
    }

    /// Every session goes on with a new SSRC, sequence and time line.
    public void reboot() {
        sessions.forEach(FakeCameraSession::reboot);
    }

    /// Sends nothing any more on the connections of now and leaves them open.
    public void fallSilent() {
        sessions.forEach(FakeCameraSession::fallSilent);
    }

    /// Closes the connections of now.
    public void hangUp() {
        sessions.forEach(FakeCameraSession::hangUp);
    }

    void gone(FakeCameraSession session) {
        sessions.remove(session);
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        script.openFeed().ifPresent(RtpFeed::close);
        connections.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
