package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.KeyFrameDetector;
import org.yuanjian.media.rtp.RtpPacket;

/// Gives one track's packets one SSRC, one sequence and one time line, however often the camera
/// begins anew.
final class TrackNumbering {
    private TrackFormat format;
    private boolean running;
    private boolean rebase = true;
    private long cameraSsrc;
    private long ssrc;
    private int sequenceShift;
    private int timestampShift;
    private int lastSequence;
    private int lastTimestamp;
    private int highestTimestamp;
    private long lastNanos;
    private int pictureStart;
    private long pictureBurst;
    private boolean keyMarked;

    TrackNumbering(TrackFormat format) {
        this.format = format;
    }

    void sessionBegins(TrackFormat newFormat) {
        format = newFormat;
        rebase = true;
    }

    boolean isRunning() {
        return running && !rebase;
    }

    /// The SSRC the camera uses now; 0 before its first packet.
    long cameraSsrc() {
        return cameraSsrc;
    }

    /// Where, in the burst being assembled, the first packet of the picture being received stands.
    int pictureStart() {
        return pictureStart;
    }

    /// Writes our numbers over those of the copy at `position`.
    ///
    /// @param burst a number that changes from burst to burst
    /// @return whether this packet is the first to show that its picture is a key frame
    boolean renumber(RtpPacket packet, ByteBuf out, int position, long burst, long nowNanos) {
        boolean begins = rebase || packet.ssrc() != cameraSsrc;
        if (begins) {
            carryOn(packet, nowNanos);
        }
        int timestamp = (int) packet.timestamp() + timestampShift;
        boolean newPicture = begins || timestamp != lastTimestamp;
        lastSequence = (packet.sequence() + sequenceShift) & 0xFFFF;
        lastTimestamp = timestamp;
        if (begins || timestamp - highestTimestamp > 0) {
            highestTimestamp = timestamp;
        }
        lastNanos = nowNanos;
        out.setShort(position + 2, lastSequence);
        out.setInt(position + 4, timestamp);
        out.setInt(position + 8, (int) ssrc);
        if (newPicture || burst != pictureBurst) {
            pictureStart = position;
            pictureBurst = burst;
        }
        keyMarked &= !newPicture;
        return isFirstSign(packet);
    }

    private boolean isFirstSign(RtpPacket packet) {
        if (keyMarked || !KeyFrameDetector.startsKeyFrame(format.codec(), packet)) {
            return false;
        }
        keyMarked = true;
        return true;
    }

    /// The first packet of a session, or of a camera that changed its SSRC: shift it to where the
    /// last one ended.
    private void carryOn(RtpPacket packet, long nowNanos) {
        rebase = false;
        cameraSsrc = packet.ssrc();
        if (!running) {
            running = true;
            ssrc = cameraSsrc;
            return;
        }
        // In microseconds, as a pause of days in nanoseconds times the clock rate overflows.
        long pausedMicros = (nowNanos - lastNanos) / 1000;
        long pausedTicks = Math.max(1, pausedMicros * format.clockRate() / 1_000_000);
        sequenceShift = lastSequence + 1 - packet.sequence();
        timestampShift = highestTimestamp + (int) pausedTicks - (int) packet.timestamp();
    }

    /// The camera's timestamp in our numbers.
    int renumbered(int timestamp) {
        return timestamp + timestampShift;
    }

    /// The latest timestamp handed on.
    int highestTimestamp() {
        return highestTimestamp;
    }

    /// The SSRC of what is handed on; the same for ever.
    int ssrc() {
        return (int) ssrc;
    }
}
