package org.yuanjian.relay.webrtc;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.Rounds;

/// WebRTC of this node: one port, one event loop, all viewers and what they share.
public final class WebRtcServer {
    private static final Logger LOG = LoggerFactory.getLogger(WebRtcServer.class);
    private static final int ROUND_MILLIS = 1_000;
    private static final int GROUPS = 20;
    private static final int SECRET_BYTES = 18;
    private static final int FRAGMENT_BYTES = 6;
    private static final int REMEMBERED_STREAMS = 4096;
    private static final long REMEMBERED_NANOS = Duration.ofMinutes(10).toNanos();

    private final WebRtcSettings settings;
    private final EventLoop loop;
    private final DtlsIdentity identity;
    private final NtpTime time;
    private final MediaPort port;
    private final WebRtcMeters viewerMeters;
    private final PeerTable peers = new PeerTable();
    private final Rounds<PeerConnection> rounds;
    private final UdpReceiver receiver;
    private final SecureRandom random = new SecureRandom();
    private final Map<StreamId, StreamFeed> feeds = new HashMap<>();
    private final Map<String, PeerConnection> sessions = new ConcurrentHashMap<>();
    private final Map<StreamId, Long> reordering =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<StreamId, Long> eldest) {
                    return size() > REMEMBERED_STREAMS;
                }
            };
    private List<InetAddress> addresses = List.of();
    private volatile int boundPort;

    /// @param loop the one that carries all viewers
    public WebRtcServer(
            WebRtcSettings settings,
            EventLoop loop,
            NettyTransport sockets,
            InstantSource clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.loop = loop;
        this.identity = DtlsIdentity.create(clock.instant());
        this.time = new NtpTime(clock);
        this.port = new MediaPort(loop, sockets, settings.segmented());
        this.receiver = new UdpReceiver(port, peers);
        // What one visit sends goes out in one call for the whole group.
        this.rounds =
                new Rounds<>(loop, ROUND_MILLIS, GROUPS, peer -> peer.tick(System.nanoTime()));
        this.viewerMeters = new WebRtcMeters(meters);
        Gauge.builder("yuanjian.webrtc.sessions", sessions, Map::size).register(meters);
        FunctionCounter.builder("yuanjian.webrtc.strangers", peers, PeerTable::strangers)
                .description("datagrams that belong to no session")
                .register(meters);
        FunctionCounter.builder("yuanjian.webrtc.refused", port, MediaPort::refused)
                .description("datagrams the network refused")
                .register(meters);
    }

    /// Binds the port, and returns where. What the first viewer would wait for is loaded in the
    /// background.
    public InetSocketAddress start() throws InterruptedException, UnknownHostException {
        InetSocketAddress bound =
                port.bind(settings.bind(), receiver, () -> new TcpReceiver(peers));
        boundPort = bound.getPort();
        addresses = advertised(bound);
        Thread.ofVirtual().name("webrtc-warm-up").start(() -> WarmUp.run(identity));
        return bound;
    }

    private List<InetAddress> advertised(InetSocketAddress bound) throws UnknownHostException {
        List<InetAddress> found = new ArrayList<>();
        for (String name : settings.advertise()) {
            found.addAll(List.of(InetAddress.getAllByName(name)));
        }
        return found.isEmpty() ? List.of(bound.getAddress()) : List.copyOf(found);
    }

    /// Ends all sessions and closes the port.
    public void close() {
        for (PeerConnection peer : List.copyOf(sessions.values())) {
            loop.submit(() -> peer.close("relay stops")).awaitUninterruptibly();
        }
        port.close();
    }

    /// What every viewer got so far; any thread.
    public CompletableFuture<List<ViewerStats>> stats() {
        return CompletableFuture.supplyAsync(
                () -> sessions.values().stream().map(PeerConnection::stats).toList(), loop);
    }

    WebRtcSettings settings() {
        return settings;
    }

    EventLoop loop() {
        return loop;
    }

    boolean isFull() {
        return sessions.size() >= settings.maxSessions();
    }

    // The methods below run on the loop.

    StreamFeed enter(StreamId stream) {
        StreamFeed feed = feeds.computeIfAbsent(stream, id -> new StreamFeed(id, viewerMeters));
        feed.enter();
        return feed;
    }

    void leave(StreamFeed feed) {
        if (feed.leave()) {
            feeds.remove(feed.id(), feed);
        }
    }

    /// Whether B-frames were seen in this stream not long ago.
    boolean isReordering(StreamId stream) {
        Long seen = reordering.get(stream);
        return seen != null && System.nanoTime() - seen < REMEMBERED_NANOS;
    }

    void rememberReordering(StreamId stream) {
        reordering.put(stream, System.nanoTime());
    }

    TrackChoice.Ssrcs newSources() {
        return new TrackChoice.Ssrcs(random.nextInt(), random.nextInt());
    }

    /// A new session, and the answer that opens it.
    Opened open(SdpOffer offer, WebRtcWriter writer) {
        String id = secret(SECRET_BYTES);
        PeerConnection.Credentials credentials =
                new PeerConnection.Credentials(secret(FRAGMENT_BYTES), secret(SECRET_BYTES));
        int timeoutMillis = Math.toIntExact(settings.handshakeTimeout().toMillis());
        PeerConnection peer =
                new PeerConnection(
                        id,
                        credentials,
                        writer,
                        new DtlsServer(identity, offer.fingerprint(), timeoutMillis),
                        new PeerConnection.Surroundings(
                                loop, peers, settings, time, viewerMeters, this::ended));
        peers.add(peer);
        rounds.add(peer);
        sessions.put(id, peer);
        SdpAnswer answer =
                new SdpAnswer(
                        credentials.fragment(),
                        credentials.password(),
                        identity.fingerprint(),
                        addresses,
                        boundPort);
        List<TrackChoice> choices = writer.senders().stream().map(TrackSender::choice).toList();
        LOG.debug("stream={} session={} opened", writer.stream(), id);
        return new Opened(peer, answer.write(offer, choices));
    }

    /// A session and its answer.
    record Opened(PeerConnection peer, String answer) {}

    private String secret(int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        // ICE allows letters, digits, + and / (RFC 8839 §5.4); paths do not like the latter two.
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(secret)
                .replace('-', 'x')
                .replace('_', 'y');
    }

    private void ended(PeerConnection peer) {
        sessions.remove(peer.id());
        rounds.remove(peer);
        leave(peer.writer().feed());
    }

    /// A session by its id; any thread.
    Optional<PeerConnection> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    /// Ends a session by its id; any thread.
    ///
    /// @return whether there was one
    boolean end(String id) {
        PeerConnection peer = sessions.get(id);
        if (peer == null) {
            return false;
        }
        loop.execute(() -> peer.close("viewer left"));
        return true;
    }
}
