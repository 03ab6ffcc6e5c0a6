package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// One headless browser once it is connected: decrypts and counts what its socket brings. One
/// thread.
final class WhepViewer {
    private static final int PACKET_ROOM = 2_048;
    private static final int FIRST_RTP = 128;
    private static final int LAST_RTP = 191;
    private static final int FIRST_RTCP = 192;
    private static final int LAST_RTCP = 223;
    private static final long CHECK_EVERY_NANOS = 2_500_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private final int stream;
    private final DatagramChannel channel;
    private final @Nullable StunCheck check;
    private final SrtpReceiver srtp;
    private final DelayHistogram delays;
    private final long postedNanos;
    private final byte[] packet = new byte[PACKET_ROOM];
    private final byte[] payload = new byte[PACKET_ROOM];
    private long nextCheckNanos;
    private long lastNanos;
    private long silenceNanos;
    private long firstNanos;
    private long packets;
    private long stamped;
    private long bytes;
    private long base;
    private long last;
    private long undecipherable;

    /// @param connection a connected socket with its keys
    /// @param delays where the delay of each stamped packet goes
    WhepViewer(WhepConnection connection, DelayHistogram delays) {
        this.stream = connection.stream();
        this.channel = connection.channel();
        this.check = connection.check();
        this.srtp = connection.srtp();
        this.postedNanos = connection.postedNanos();
        this.delays = delays;
    }

    DatagramChannel channel() {
        return channel;
    }

    /// Reads until the socket is empty.
    void read(ByteBuffer room) throws IOException, GeneralSecurityException {
        room.clear();
        while (channel.read(room) > 0) {
            long now = System.nanoTime();
            room.flip();
            int length = Math.min(room.remaining(), packet.length);
            room.get(packet, 0, length);
            take(length, now);
            room.clear();
        }
    }

    private void take(int length, long now) throws GeneralSecurityException {
        int first = packet[0] & 255;
        int second = packet[1] & 255;
        boolean isRtp = first >= FIRST_RTP && first <= LAST_RTP;
        if (!isRtp || (second >= FIRST_RTCP && second <= LAST_RTCP)) {
            return;
        }
        try {
            count(length, srtp.unprotect(packet, length, payload), now);
        } catch (javax.crypto.AEADBadTagException e) {
            // Counted, and reported as a packet that did not come.
            undecipherable++;
        }
    }

    private void count(int length, int payloadBytes, long now) {
        packets++;
        bytes += length;
        firstNanos = firstNanos == 0 ? now : firstNanos;
        silenceNanos = lastNanos == 0 ? 0 : Math.max(silenceNanos, now - lastNanos);
        lastNanos = now;
        Stamp video = Stamp.at(payload, 2, payloadBytes);
        Stamp any = video == null ? Stamp.at(payload, 0, payloadBytes) : video;
        if (any != null) {
            delays.add(now - any.sentNanos());
        }
        if (video != null) {
            stamped++;
            last = Math.max(last, video.number() + 1);
        }
    }

    /// A check is also the consent that keeps the session alive (RFC 7675).
    void checkIfDue(long now) throws IOException, GeneralSecurityException {
        if (check != null && now >= nextCheckNanos) {
            nextCheckNanos = now + CHECK_EVERY_NANOS;
            channel.write(check.request());
        }
    }

    void mark(long now) {
        packets = 0;
        stamped = 0;
        bytes = 0;
        silenceNanos = 0;
        undecipherable = 0;
        lastNanos = now;
        base = last;
        srtp.mark();
    }

    /// In the words of `rtsp_viewers`.
    String report(long now) {
        long silence = Math.max(silenceNanos, now - lastNanos) / NANOS_PER_MICRO;
        long join = firstNanos == 0 ? -1 : (firstNanos - postedNanos) / NANOS_PER_MICRO;
        return "viewer stream="
                + stream
                + " packets="
                + packets
                + " stamped="
                + stamped
                + " bytes="
                + bytes
                + " base="
                + base
                + " last="
                + last
                + " silence_us="
                + silence
                + " key_us=-1 join_us="
                + join
                + " gaps="
                + (srtp.lost() + undecipherable)
                + " open=1";
    }
}
