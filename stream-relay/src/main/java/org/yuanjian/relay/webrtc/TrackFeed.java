package org.yuanjian.relay.webrtc;

import org.jspecify.annotations.Nullable;
import org.yuanjian.media.Codec;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.MalformedNalException;
import org.yuanjian.media.nal.SequenceParameterSet;
import org.yuanjian.media.rtp.MalformedPacketException;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpRefragmenter;

/// One track of a stream as all its WebRTC viewers get it. Event loop only.
final class TrackFeed implements RtpRefragmenter.Output {
    /// Header, the longest tag and the two bytes of a retransmission leave this of 1,200; the first
    /// packets, which also tell the playout delay, may be a little longer.
    static final int MAX_PAYLOAD_BYTES = 1168;

    private static final int NO_KEY = -1;
    // Further back than this is a clock that was set, not a picture out of order.
    private static final int REORDER_SECONDS = 2;
    // Twice within so many pictures; H.264 and H.265 hold at most 16 back.
    private static final int REORDER_PICTURES = 32;

    private final TrackFormat format;
    private final PacketRing ring = new PacketRing();
    private final byte[] packetRoom = new byte[TrackSender.PACKET_BYTES];
    private final @Nullable RtpRefragmenter refragmenter;

    private long keyIndex = NO_KEY;
    private long pictureStart;
    private int lastTimestamp;
    private long newestNanos;
    private long pictures;
    private long wentBack = -REORDER_PICTURES;
    private boolean reordering;
    private boolean reorderingKnown;
    private long losses;

    TrackFeed(TrackFormat format) {
        this.format = format;
        this.refragmenter =
                format.codec().isVideo()
                        ? new RtpRefragmenter(format, MAX_PAYLOAD_BYTES, this)
                        : null;
        SequenceParameterSet.of(format).ifPresent(this::judge);
    }

    TrackFormat format() {
        return format;
    }

    /// The camera started again: nobody begins with a key frame from before.
    void restart() {
        keyIndex = NO_KEY;
    }

    PacketRing ring() {
        return ring;
    }

    /// Where each sender in turn puts a packet together: one for all of them stays in the
    /// processor's cache, where one each would not.
    byte[] packetRoom() {
        return packetRoom;
    }

    /// Index of the first payload of the newest key frame still held, or -1.
    long keyIndex() {
        return ring.holds(keyIndex) ? keyIndex : NO_KEY;
    }

    /// Whether pictures come in another order than they are shown (B-frames).
    boolean isReordering() {
        return reordering;
    }

    /// Whether an SPS was seen, so that [#isReordering] is more than a hope.
    boolean isReorderingKnown() {
        return reorderingKnown || !format.codec().isVideo();
    }

    /// Times packets were missing on the way from the camera.
    long losses() {
        return losses;
    }

    /// RTP timestamp that belongs to `nanos`, by the newest payload.
    int timestampAt(long nanos) {
        double seconds = (nanos - newestNanos) / 1e9;
        return lastTimestamp + (int) Math.round(seconds * format.clockRate());
    }

    boolean hasPayloads() {
        return ring.next() > 0;
    }

    void add(RtpBurst burst, int index, int length) throws MalformedPacketException {
        RtpPacket packet = RtpPacket.parse(burst.frames(), index, length);
        newestNanos = burst.arrivalNanos();
        RtpRefragmenter cutter = refragmenter;
        if (cutter != null) {
            cutter.packet(packet);
        } else {
            sound(burst, packet);
        }
    }

    /// G.711, where a tick is an octet of each channel, may be cut anywhere (RFC 3551 §4.5.14);
    /// other codecs come a frame at a time.
    private void sound(RtpBurst burst, RtpPacket packet) throws MalformedPacketException {
        int length = packet.payloadLength();
        boolean isG711 = format.codec() == Codec.PCMA || format.codec() == Codec.PCMU;
        if (length > MAX_PAYLOAD_BYTES && !isG711) {
            throw new MalformedPacketException("sound longer than a packet to browsers");
        }
        for (int at = 0; at < length; at += MAX_PAYLOAD_BYTES) {
            byte[] payload = new byte[Math.min(length - at, MAX_PAYLOAD_BYTES)];
            burst.frames().getBytes(packet.payloadIndex() + at, payload);
            payload(payload, packet.timestamp() + at / Math.max(1, format.channels()), false);
        }
    }

    /// Takes a payload that did not come in a packet of the camera.
    ///
    /// @param payload borrowed
    void add(byte[] payload, long timestamp, long arrivalNanos) {
        newestNanos = arrivalNanos;
        payload(payload, timestamp, false);
    }

    void endBurst() {
        if (refragmenter != null) {
            refragmenter.flush();
        }
    }

    @Override
    public void payload(byte[] payload, long timestamp, boolean marker) {
        int now = (int) timestamp;
        if (ring.next() == 0 || now != lastTimestamp) {
            notice(now - lastTimestamp);
            pictureStart = ring.next();
        }
        lastTimestamp = now;
        ring.add(payload, timestamp, marker);
    }

    /// Where there are B-frames, timestamps go back again and again; where a clock is set, once.
    ///
    /// @param ahead of the picture before, in ticks
    private void notice(int ahead) {
        pictures++;
        if (ring.next() > 0 && ahead < 0 && ahead > -REORDER_SECONDS * format.clockRate()) {
            reordering |= format.codec().isVideo() && pictures - wentBack < REORDER_PICTURES;
            wentBack = pictures;
        }
    }

    @Override
    public void keyFrame(long timestamp) {
        boolean begun = ring.next() > 0 && (int) timestamp == lastTimestamp;
        keyIndex = begun ? pictureStart : ring.next();
    }

    @Override
    public void sequenceParameterSet(byte[] nal) {
        if (!reorderingKnown) {
            try {
                judge(SequenceParameterSet.parse(format.codec(), nal));
            } catch (MalformedNalException e) {
                reorderingKnown = true; // timestamps that go back will tell
            }
        }
    }

    private void judge(SequenceParameterSet sps) {
        reorderingKnown = true;
        reordering |= sps.hasReordering();
    }

    @Override
    public void lost() {
        losses++;
    }
}
