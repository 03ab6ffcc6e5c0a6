package org.yuanjian.relay;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.TrackFormat;

/// What is known of a stream from its bursts alone. Written on the hub's loop, read from anywhere.
public final class HubMeter {
    private static final int NO_CHANNEL = -1;

    private final LongAdder bytes = new LongAdder();
    private final Set<WriterCounters> present = ConcurrentHashMap.newKeySet();
    private final LongAdder sentBytesOfGone = new LongAdder();
    private final LongAdder dropsOfGone = new LongAdder();
    private final LongAdder losses = new LongAdder();
    private final LongAdder pictures = new LongAdder();
    private final LongAdder handOverDrops = new LongAdder();
    private final RtpBurst.PacketVisitor packets = this::packet;
    private final AtomicInteger viewers = new AtomicInteger();
    private volatile List<TrackFormat> tracks = List.of();
    private volatile long lastFrameNanos;
    private volatile long lastFirstPictureNanos;
    private volatile long lastKeyFrameNanos;
    private volatile long keyFrameIntervalNanos;
    private final LongConsumer onFirstPicture;
    private int videoChannel = NO_CHANNEL;
    private boolean hasFrame;
    private @Nullable ByteBuf frames;

    /// Of a stream that is none.
    HubMeter() {
        this(_ -> {});
    }

    /// @param onFirstPicture gets the nanoseconds from a viewer's join to its first key frame, on
    ///   any thread
    HubMeter(LongConsumer onFirstPicture) {
        this.onFirstPicture = onFirstPicture;
    }

    /// A viewer got its first key frame, so long after it joined. Any thread.
    public void firstPicture(long nanos) {
        lastFirstPictureNanos = nanos;
        onFirstPicture.accept(nanos);
    }

    /// A viewer has come, with what is put out to it and dropped. Any thread.
    public void viewerJoined(WriterCounters counters) {
        viewers.incrementAndGet();
        present.add(counters);
    }

    /// The viewer has left; once for each that has come. Any thread.
    public void viewerLeft(WriterCounters counters) {
        viewers.decrementAndGet();
        present.remove(counters);
        sentBytesOfGone.add(counters.bytes());
        dropsOfGone.add(counters.droppedBursts());
    }

    void tracks(List<TrackFormat> newTracks) {
        tracks = newTracks;
        videoChannel = NO_CHANNEL;
        for (int track = 0; track < newTracks.size(); track++) {
            if (newTracks.get(track).codec().isVideo()) {
                videoChannel = 2 * track;
            }
        }
    }

    void burst(RtpBurst burst) {
        bytes.add(burst.bytes());
        frames = burst.frames();
        hasFrame = videoChannel == NO_CHANNEL;
        burst.forEach(packets);
        frames = null;
        if (hasFrame) {
            lastFrameNanos = burst.arrivalNanos();
        }
        if (burst.startsKeyFrame()) {
            if (lastKeyFrameNanos != 0) {
                keyFrameIntervalNanos = burst.arrivalNanos() - lastKeyFrameNanos;
            }
            lastKeyFrameNanos = burst.arrivalNanos();
        }
    }

    /// RFC 6184 §5.1, RFC 7798 §4.1: the marker ends a picture.
    private void packet(int channel, int index, int length) {
        ByteBuf read = frames;
        if (channel == videoChannel && read != null) {
            hasFrame = true;
            if (read.getByte(index + 1) < 0) {
                pictures.increment();
            }
        }
    }

    void handOverDropped() {
        handOverDrops.increment();
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

    /// How often the stream was lost since it was opened.
    public long losses() {
        return losses.sum();
    }

    /// Bytes put out to viewers, those who left included.
    public long sentBytes() {
        return sentBytesOfGone.sum() + present.stream().mapToLong(WriterCounters::bytes).sum();
    }

    /// Bursts that viewers who could not keep up went without.
    public long viewerDrops() {
        return dropsOfGone.sum() + present.stream().mapToLong(WriterCounters::droppedBursts).sum();
    }

    /// Pictures seen, by their last packets.
    public long pictures() {
        return pictures.sum();
    }

    /// Bursts kept from the writers of a loop that fell behind.
    public long handOverDrops() {
        return handOverDrops.sum();
    }

    /// `System.nanoTime` of the last packet of the picture, of the last burst where there is none;
    /// 0 before the first. Sound alone does not make a picture live.
    public long lastFrameNanos() {
        return lastFrameNanos;
    }

    /// From the last new viewer's join to its first key frame; 0 before the first.
    public long lastFirstPictureNanos() {
        return lastFirstPictureNanos;
    }

    /// Time between the last two key frames; 0 before the second.
    public long keyFrameIntervalNanos() {
        return keyFrameIntervalNanos;
    }
}
