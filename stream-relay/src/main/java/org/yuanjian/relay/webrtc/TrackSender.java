package org.yuanjian.relay.webrtc;

import java.security.GeneralSecurityException;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtp.RtpPacket;

/// Sends one track to one viewer: the shared payloads under a header and an encryption of its own.
/// Event loop only.
final class TrackSender {
    /// Room for the longest packet this side sends.
    static final int PACKET_BYTES = 1300;

    // RFC 3711 §3.3.1: a first sequence number in the lower half keeps the first wrap apart.
    private static final int FIRST_SEQUENCES = 32_768;
    private static final int MARKER = 0x80;
    private static final byte VERSION_2 = (byte) 0x80;
    private static final int RTX_HEADER_BYTES = 2;
    // Whoever misses these waits for a key frame anyway, and what is said once is said for good.
    private static final int DELAY_TOLD_PACKETS = 32;
    private static final int RESENT_PER_SECOND = 500;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final TrackFeed feed;
    private final TrackChoice choice;
    private final byte[] packet;
    private final int delayId;
    private byte @Nullable [] resent;

    private long baseIndex;
    private long baseSequence = ThreadLocalRandom.current().nextInt(1, FIRST_SEQUENCES);
    private long next;
    private long rtxSequence = ThreadLocalRandom.current().nextInt(1, FIRST_SEQUENCES);
    private boolean started;
    private long packets;
    private long octets;
    private long resentPackets;
    private long resendWindowNanos;
    private int resentInWindow;

    TrackSender(TrackFeed feed, TrackChoice choice) {
        this.feed = feed;
        this.choice = choice;
        this.packet = feed.packetRoom();
        this.delayId = choice.playoutDelayId();
    }

    TrackFeed feed() {
        return feed;
    }

    TrackChoice choice() {
        return choice;
    }

    /// Goes on with the payload at `index`; sequence numbers carry on without a gap.
    void startAt(long index) {
        baseSequence += next - baseIndex;
        baseIndex = index;
        next = index;
        started = true;
    }

    /// Sends nothing until [#startAt].
    void stop() {
        started = false;
    }

    boolean isStarted() {
        return started;
    }

    /// Payloads that wait to be sent; 0 while stopped.
    int backlog() {
        return started ? (int) (feed.ring().next() - next) : 0;
    }

    /// Whether what comes next is still there to be sent.
    boolean isInReach() {
        return next == feed.ring().next() || feed.ring().holds(next);
    }

    /// Protects and adds at most `most` payloads.
    ///
    /// @return bytes added
    int send(SrtpSession srtp, PeerPath path, int most) throws GeneralSecurityException {
        int bytes = 0;
        int left = Math.min(most, backlog());
        while (left > 0) {
            bytes += sendOne(srtp, path, left);
            left--;
        }
        return bytes;
    }

    private int sendOne(SrtpSession srtp, PeerPath path, int left) throws GeneralSecurityException {
        PacketRing ring = feed.ring();
        int payloadBytes = ring.length(next);
        long sequence = baseSequence + (next - baseIndex);
        writeHeader(next, choice.payloadType(), sequence, choice.ssrcs().media());
        int length = srtp.protectRtp(packet, sequence, ring.payload(next), payloadBytes);
        path.add(packet, length, left);
        next++;
        packets++;
        octets += payloadBytes;
        return length;
    }

    private void writeHeader(long index, int payloadType, long sequence, int ssrc) {
        PacketRing ring = feed.ring();
        packet[0] = VERSION_2;
        packet[1] = (byte) ((ring.marker(index) ? MARKER : 0) | payloadType);
        packet[2] = (byte) (sequence >>> 8);
        packet[3] = (byte) sequence;
        putInt(4, ring.timestamp(index));
        putInt(8, ssrc);
        if (delayId != PlayoutDelay.NOT_OFFERED && index - baseIndex < DELAY_TOLD_PACKETS) {
            packet[0] |= SrtpSession.EXTENSION;
            PlayoutDelay.write(packet, RtpPacket.FIXED_HEADER_BYTES, delayId);
        }
    }

    private void putInt(int at, int value) {
        packet[at] = (byte) (value >>> 24);
        packet[at + 1] = (byte) (value >>> 16);
        packet[at + 2] = (byte) (value >>> 8);
        packet[at + 3] = (byte) value;
    }

    /// Sends a packet again that the viewer misses (RFC 4585 §6.2.1), if it is still there and the
    /// viewer does not ask for more than a line at fault explains.
    void resend(int number, SrtpSession srtp, PeerPath path) throws GeneralSecurityException {
        long end = baseSequence + (next - baseIndex);
        long sequence = end - (end - number & 0xFFFF);
        long index = baseIndex + (sequence - baseSequence);
        // The newest cannot be missed yet; a cipher takes no packet twice in a row.
        boolean sent = sequence >= baseSequence && sequence < end - 1;
        if (!sent || !feed.ring().holds(index) || !mayResend()) {
            return;
        }
        resentPackets++;
        if (choice.hasRtx()) {
            resendAsRtx(index, sequence, srtp, path);
        } else {
            writeHeader(index, choice.payloadType(), sequence, choice.ssrcs().media());
            int length = feed.ring().length(index);
            path.add(
                    packet,
                    srtp.protectRtp(packet, sequence, feed.ring().payload(index), length),
                    1);
        }
    }

    private boolean mayResend() {
        long now = System.nanoTime();
        if (now - resendWindowNanos > SECOND_NANOS) {
            resendWindowNanos = now;
            resentInWindow = 0;
        }
        return resentInWindow++ < RESENT_PER_SECOND;
    }

    // RFC 4588 §4: the payload behind its original sequence number, on a source of its own.
    private void resendAsRtx(long index, long sequence, SrtpSession srtp, PeerPath path)
            throws GeneralSecurityException {
        byte[] body = resent == null ? new byte[PACKET_BYTES] : resent;
        resent = body;
        body[0] = (byte) (sequence >>> 8);
        body[1] = (byte) sequence;
        int payloadBytes = feed.ring().length(index);
        System.arraycopy(feed.ring().payload(index), 0, body, RTX_HEADER_BYTES, payloadBytes);
        long own = rtxSequence++;
        writeHeader(index, choice.rtxPayloadType(), own, choice.ssrcs().rtx());
        int length = RTX_HEADER_BYTES + payloadBytes;
        path.add(packet, srtp.protectRtp(packet, own, body, length), 1);
    }

    /// RTP packets sent, without those sent again.
    long packets() {
        return packets;
    }

    /// Their payload bytes.
    long octets() {
        return octets;
    }

    long resentPackets() {
        return resentPackets;
    }
}
