package org.yuanjian.relay.webrtc;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.rtp.NtpTime;
import org.yuanjian.relay.TicketException;

/// One viewer: answers its connectivity checks (ICE-lite, RFC 8445 §2.5), shakes hands (DTLS), and
/// keeps its SRTP session until it goes silent or says goodbye. Event loop only.
final class PeerConnection implements DtlsHandshake.Listener, ViewerFeedback.Wishes {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final int MAX_PATHS = 8;
    private static final int REPORT_BYTES = 256;

    private final String id;
    private final Credentials credentials;
    private final WebRtcWriter writer;
    private final Surroundings around;
    private final DtlsHandshake handshake;
    private final ViewerFeedback feedback;
    private final SenderReports reports;
    private final Set<PeerPath> paths = new LinkedHashSet<>();
    private final byte[] report = new byte[REPORT_BYTES];
    private final long createdNanos = System.nanoTime();

    private @Nullable PeerPath path;
    private @Nullable SrtpSession srtp;
    private @Nullable Permit pausedUntil;
    private long consentNanos = createdNanos;
    private boolean handshaking;
    private boolean closed;

    /// Our ICE user name fragment and password.
    record Credentials(String fragment, String password) {
        @Override
        public String toString() {
            return "Credentials[" + fragment + "]";
        }
    }

    /// What a connection needs of its port.
    ///
    /// @param onEnd told once when the session is over
    record Surroundings(
            EventLoop loop,
            PeerTable peers,
            WebRtcSettings settings,
            NtpTime time,
            WebRtcMeters meters,
            OnEnd onEnd) {}

    /// Hears of the end of a session.
    interface OnEnd {
        void ended(PeerConnection peer);
    }

    /// What a paused session needs before it may show anything.
    interface Permit {
        /// @return whether it may; false when its view is over
        boolean ask() throws TicketException;
    }

    PeerConnection(
            String id,
            Credentials credentials,
            WebRtcWriter writer,
            DtlsServer server,
            Surroundings around) {
        this.id = id;
        this.credentials = credentials;
        this.writer = writer;
        this.around = around;
        this.handshake = new DtlsHandshake(server, this::sendLater, this);
        this.feedback = new ViewerFeedback(around.time(), around.meters());
        this.reports = new SenderReports(around.time());
    }

    String id() {
        return id;
    }

    String fragment() {
        return credentials.fragment();
    }

    Set<PeerPath> paths() {
        return paths;
    }

    boolean isConnected() {
        return srtp != null;
    }

    WebRtcWriter writer() {
        return writer;
    }

    /// Sends no media before [#resume]; to be said before the session is connected.
    void pause(Permit until) {
        pausedUntil = until;
    }

    /// Media goes out from now on, or as soon as the session is connected; harmless when it does.
    ///
    /// @return whether it does; false when the session is over
    boolean resume() throws TicketException {
        Permit permit = pausedUntil;
        if (permit != null && !closed && permit.ask()) {
            pausedUntil = null;
            LOG.info("stream={} session={} resumed", writer.stream(), id);
            writer.waitsFromNow();
            begin();
        }
        return !closed && pausedUntil == null;
    }

    private void begin() {
        SrtpSession session = srtp;
        PeerPath to = path;
        if (session != null && to != null && pausedUntil == null) {
            writer.begin(session, to);
        }
    }

    /// A connectivity check that names this session.
    void onCheck(StunMessage request, PeerPath from, InetSocketAddress source) {
        if (closed || !request.isSignedWith(credentials.password())) {
            return;
        }
        boolean known = paths.contains(from);
        if (!known && paths.size() >= MAX_PATHS) {
            PeerPath oldest = oldestNotInUse();
            paths.remove(oldest);
            around.peers().unbind(oldest);
        }
        if (!known) {
            paths.add(from);
            around.peers().bind(from, this);
        }
        consentNanos = System.nanoTime(); // RFC 7675 §5.1
        from.send(StunBuilder.success(request, source, credentials.password()));
        // The first valid source serves at once; DTLS does not wait for nomination. A nominated
        // check from elsewhere is a move.
        if (path == null || (request.nominates() && !from.equals(path))) {
            path = from;
            writer.moveTo(from);
        }
    }

    private PeerPath oldestNotInUse() {
        return paths.stream().filter(known -> !known.equals(path)).findFirst().orElseThrow();
    }

    void onDtls(byte[] datagram) {
        if (!handshaking && !closed) {
            handshaking = true;
            handshake.start();
        }
        handshake.receive(datagram);
    }

    void onRtcp(byte[] packet) {
        SrtpSession session = srtp;
        if (session == null) {
            return;
        }
        try {
            int length = session.openRtcp(packet, packet.length);
            if (length > 0) {
                feedback.read(packet, length, this);
                endRun();
            }
        } catch (GeneralSecurityException e) {
            LOG.debug("session={} RTCP not readable", id, e);
        }
    }

    @Override
    public void keyFrame() {
        writer.requestKeyFrame();
    }

    @Override
    public void resend(int ssrc, int sequence) {
        SrtpSession session = srtp;
        PeerPath to = path;
        if (session == null || to == null || !to.isWritable()) {
            return;
        }
        for (TrackSender sender : writer.senders()) {
            if (sender.choice().ssrcs().media() == ssrc) {
                try {
                    sender.resend(sequence, session, to);
                } catch (GeneralSecurityException e) {
                    LOG.debug("session={} packet not sent again", id, e);
                }
            }
        }
    }

    private void endRun() {
        if (path != null) {
            path.end();
        }
    }

    // On the handshake's thread.

    private void sendLater(byte[] datagram) {
        around.loop().execute(() -> sendNow(datagram));
    }

    @Override
    public void onKeys(SrtpKeys keys) {
        try {
            SrtpSession session = SrtpSession.of(keys);
            around.loop().execute(() -> connected(session));
        } catch (GeneralSecurityException e) {
            LOG.error("session={} no SRTP", id, e);
            around.loop().execute(() -> close("no SRTP"));
        }
    }

    @Override
    public void onClosed() {
        around.loop().execute(this::handshakeEnded);
    }

    // On the event loop again.

    private void sendNow(byte[] datagram) {
        if (path != null) {
            path.send(datagram);
        }
    }

    private void connected(SrtpSession session) {
        PeerPath to = path;
        if (closed || to == null) {
            return;
        }
        srtp = session;
        long millis = (System.nanoTime() - createdNanos) / 1_000_000;
        LOG.info("stream={} session={} connected by {} in {} ms", writer.stream(), id, to, millis);
        begin();
    }

    private void handshakeEnded() {
        handshaking = false;
        if (closed) {
            release();
        } else {
            close(srtp == null ? "handshake failed" : "viewer closed");
        }
    }

    /// Once a second: looks whether the viewer is still there, and reports to it.
    void tick(long now) {
        if (isOver(consentNanos, around.settings().consentTimeout(), now)) {
            close("viewer silent");
        } else if (srtp == null
                && isOver(createdNanos, around.settings().handshakeTimeout(), now)) {
            close("not connected in time");
        } else if (pausedUntil != null
                && isOver(createdNanos, around.settings().pausedTimeout(), now)) {
            close("not resumed in time");
        } else {
            sendReports();
        }
    }

    private static boolean isOver(long since, Duration limit, long now) {
        return now - since > limit.toNanos();
    }

    private void sendReports() {
        SrtpSession session = srtp;
        PeerPath to = path;
        if (session == null || to == null || !to.isWritable()) {
            return;
        }
        try {
            int length = reports.write(writer.senders(), report);
            if (length > 0) {
                to.add(report, session.protectRtcp(report, length), 1);
                to.end();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SRTCP", e);
        }
    }

    /// Ends the session; harmless when done twice.
    void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        writer.end();
        LOG.info("stream={} session={} ended: {}", writer.stream(), id, why);
        around.onEnd().ended(this);
        if (handshaking) {
            handshake.close(); // says goodbye, then comes back to release
        } else {
            release();
        }
    }

    private void release() {
        around.peers().remove(this);
        paths.forEach(PeerPath::close);
        paths.clear();
        path = null;
    }

    ViewerStats stats() {
        long packets = 0;
        long octets = 0;
        long resent = 0;
        for (TrackSender sender : writer.senders()) {
            packets += sender.packets();
            octets += sender.octets();
            resent += sender.resentPackets();
        }
        return new ViewerStats(
                id,
                writer.stream(),
                String.valueOf(path),
                packets,
                octets,
                resent,
                feedback.pictureLosses(),
                writer.counters().droppedBursts(),
                feedback.fractionLost(),
                feedback.jitterTicks(),
                feedback.roundTripMillis(),
                feedback.bitsPerSecond());
    }
}
