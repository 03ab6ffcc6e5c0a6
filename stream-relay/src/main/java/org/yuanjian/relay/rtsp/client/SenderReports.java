package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.NtpTime;

/// Makes the sender reports that players get, by which they bring sound and picture together (RFC
/// 3550 §6.4.1). Event loop only.
///
/// They go by this node's clock: a camera's may be years off, or set while it plays. What the
/// camera says of its tracks' times relative to each other is kept; for a camera that says nothing
/// the arrival of packets stands in.
final class SenderReports {
    /// The most that one report takes.
    static final int MAX_BYTES = 48;

    private static final int SENDER_REPORT = 200;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME_ITEM = 1;
    private static final byte[] CNAME = "yuanjian".getBytes(StandardCharsets.US_ASCII);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long JITTER = NtpTime.SECOND / 10;
    private static final long STEP = NtpTime.SECOND / 500;

    private final NtpTime time;
    private final ByteBuf packet = Unpooled.buffer(MAX_BYTES, MAX_BYTES);
    private final List<Track> tracks = new ArrayList<>();
    private boolean cameraClockKnown;
    private long cameraOffset;
    private long lookNanos;

    private static final class Track {
        private int clockRate;
        private int packets;
        private int octets;
        private long reportNanos;
        private long reportBurst;
        private boolean anchored;
        private int anchorTimestamp;
        private long anchorNtp;
    }

    SenderReports(NtpTime time) {
        this.time = time;
    }

    /// A session begins: what was known of the camera's clock is no longer.
    void begin(List<TrackFormat> formats, long nowNanos) {
        cameraClockKnown = false;
        lookNanos = nowNanos + LOOK_NANOS;
        for (int i = 0; i < formats.size(); i++) {
            if (i == tracks.size()) {
                tracks.add(new Track());
            }
            Track track = tracks.get(i);
            track.clockRate = formats.get(i).clockRate();
            track.reportNanos = nowNanos;
            track.anchored = false;
        }
    }

    /// Counts a packet handed on.
    void sent(int index, int payloadBytes) {
        Track track = tracks.get(index);
        track.packets++;
        track.octets += payloadBytes;
    }

    /// Whether the camera's report may go on: one for each track and burst, so that what is added
    /// to them stays bounded.
    boolean isWelcome(int index, long burst) {
        return tracks.get(index).reportBurst != burst;
    }

    /// The camera's report on this node's clock; borrowed until the next call.
    ///
    /// @param cameraNtp and `timestamp` what the camera says is one moment, the latter in the hub's
    ///   numbers
    ByteBuf ofCamera(int index, long cameraNtp, int timestamp, TrackNumbering numbering) {
        long now = time.now();
        cameraOffset +=
                cameraClockKnown
                        ? correction(cameraNtp + cameraOffset, now)
                        : now - cameraNtp - cameraOffset;
        cameraClockKnown = true;
        return write(tracks.get(index), cameraNtp + cameraOffset, timestamp, numbering);
    }

    /// By how much a line of times is moved to stay with this node's clock. Over a second off: the
    /// camera's clock was set. Less: it runs a little fast or slow, and is followed in steps that
    /// no player sees; jitter is left alone.
    private static long correction(long ntp, long now) {
        long off = now - ntp;
        if (Math.abs(off) > NtpTime.SECOND) {
            return off;
        }
        return Math.abs(off) < JITTER ? 0 : Long.signum(off) * STEP;
    }

    /// Notes that a report of the track stands in this burst.
    void reported(int index, long burst, long nowNanos) {
        tracks.get(index).reportBurst = burst;
        tracks.get(index).reportNanos = nowNanos;
    }

    /// Whether it is time to look for tracks the camera does not report on.
    boolean isDue(long nowNanos) {
        if (nowNanos - lookNanos < 0) {
            return false;
        }
        lookNanos = nowNanos + LOOK_NANOS;
        return true;
    }

    boolean isSilent(int index, long nowNanos) {
        return nowNanos - tracks.get(index).reportNanos >= SILENCE_NANOS;
    }

    /// A report of our own; borrowed until the next call. The line from timestamps to times is kept
    /// while it holds, so that the jitter of arrival does not show in it.
    ByteBuf ofOurs(int index, int timestamp, TrackNumbering numbering) {
        Track track = tracks.get(index);
        long now = time.now();
        // 32 bits, as timestamps wrap.
        int passed = timestamp - track.anchorTimestamp;
        long ntp = track.anchorNtp + passed * NtpTime.SECOND / track.clockRate;
        ntp = track.anchored ? ntp + correction(ntp, now) : now;
        track.anchored = true;
        track.anchorTimestamp = timestamp;
        track.anchorNtp = ntp;
        return write(track, ntp, timestamp, numbering);
    }

    /// RFC 3550 §6.1, §6.5.1: a report without blocks, then the name all tracks share.
    private ByteBuf write(Track track, long ntp, int timestamp, TrackNumbering numbering) {
        packet.clear();
        packet.writeByte(0x80).writeByte(SENDER_REPORT).writeShort(6);
        packet.writeInt(numbering.ssrc()).writeLong(ntp).writeInt(timestamp);
        packet.writeInt(track.packets).writeInt(track.octets);
        packet.writeByte(0x81).writeByte(SOURCE_DESCRIPTION).writeShort(4);
        packet.writeInt(numbering.ssrc()).writeByte(CNAME_ITEM).writeByte(CNAME.length);
        return packet.writeBytes(CNAME).writeZero(2);
    }
}
