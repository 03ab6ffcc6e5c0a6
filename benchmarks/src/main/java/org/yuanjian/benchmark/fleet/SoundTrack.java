package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.yuanjian.benchmark.fleet.media.SoundLoop;

/// The G.711 sound of one session: packets that came due since the last write.
final class SoundTrack {
    /// Static payload type of PCMA (RFC 3551 table 4).
    static final int PAYLOAD_TYPE = 8;

    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / SoundLoop.SAMPLES_PER_SECOND;
    private static final int FRAME_AND_RTP_HEADER = 16;

    private final RtpTrack track;
    private final int samplesPerPacket;
    private final ByteBuf loop = Unpooled.wrappedBuffer(SoundLoop.room().samples());
    private long waitingNanos;
    private int position;
    private boolean begun;

    SoundTrack(RtpTrack track, int packetMillis) {
        this.track = track;
        this.samplesPerPacket = packetMillis * SoundLoop.SAMPLES_PER_SECOND / 1000;
    }

    RtpTrack track() {
        return track;
    }

    /// Lets time pass: sound of this length has been taken up.
    void passed(long nanos) {
        waitingNanos += nanos;
    }

    int bytesDue() {
        return packetsDue() * (samplesPerPacket + FRAME_AND_RTP_HEADER);
    }

    private int packetsDue() {
        return (int) (waitingNanos / (samplesPerPacket * NANOS_PER_SAMPLE));
    }

    void writeDue(ByteBuf out) {
        for (int due = packetsDue(); due > 0; due--) {
            // RFC 3551 §4.1: the marker says that a talk spurt begins.
            track.writePacket(out, PAYLOAD_TYPE, !begun, loop.slice(position, samplesPerPacket));
            begun = true;
            track.advance(samplesPerPacket);
            waitingNanos -= samplesPerPacket * NANOS_PER_SAMPLE;
            position = (position + samplesPerPacket) % loop.capacity();
        }
    }

    /// Lets the packets that are due go unsent; their time has passed.
    void skipDue() {
        int samples = packetsDue() * samplesPerPacket;
        if (samples > 0) {
            track.advance(samples);
            waitingNanos -= samples * NANOS_PER_SAMPLE;
            position = (position + samples) % loop.capacity();
            begun = false;
        }
    }

    void restart() {
        track.restart();
        begun = false;
    }
}
