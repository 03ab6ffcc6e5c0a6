package org.yuanjian.relay;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;

/// What is known of a stream from its bursts alone. Written on the hub's loop, read from anywhere.
public final class HubMeter {
    private final LongAdder bytes = new LongAdder();
    private final LongAdder bursts = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile List<TrackFormat> tracks = List.of();
    private volatile long lastBurstNanos;
    private volatile long lastKeyFrameNanos;
    private volatile long keyFrameIntervalNanos;

    void viewerJoined() {
        viewers.incrementAndGet();
    }

    void viewerLeft() {
        viewers.decrementAndGet();
    }

    void tracks(List<TrackFormat> newTracks) {
        tracks = newTracks;
    }

    void burst(RtpBurst burst) {
        bytes.add(burst.bytes());
        bursts.increment();
        lastBurstNanos = burst.arrivalNanos();
        if (burst.startsKeyFrame()) {
            if (lastKeyFrameNanos != 0) {
                keyFrameIntervalNanos = burst.arrivalNanos() - lastKeyFrameNanos;
            }
            lastKeyFrameNanos = burst.arrivalNanos();
        }
    }

    void lost() {
        losses.increment();
        lastKeyFrameNanos = 0;
    }

    public List<TrackFormat> tracks() {
        return tracks;
    }

    public int viewers() {
        return viewers.get();
    }

    public long bytes() {
        return bytes.sum();
    }

    public long bursts() {
        return bursts.sum();
    }

    /// How often the stream was lost since it was opened.
    public long losses() {
        return losses.sum();
    }

    /// `System.nanoTime` of the last burst; 0 before the first.
    public long lastBurstNanos() {
        return lastBurstNanos;
    }

    /// Time between the last two key frames; 0 before the second.
    public long keyFrameIntervalNanos() {
        return keyFrameIntervalNanos;
    }
}
