package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamSource;

/// A source whose stream the test plays by hand, on the loop's thread.
final class FakeSource implements StreamSource {
    final AtomicInteger starts = new AtomicInteger();
    final AtomicInteger stops = new AtomicInteger();
    final AtomicInteger keyFrameRequests = new AtomicInteger();
    final AtomicInteger hastened = new AtomicInteger();
    final AtomicInteger reopened = new AtomicInteger();
    final List<Boolean> watched = new CopyOnWriteArrayList<>();
    private volatile @Nullable Receiver receiver;

    @Override
    public void start(EventLoop loop, Receiver to) {
        receiver = to;
        starts.incrementAndGet();
    }

    Receiver receiver() {
        return Objects.requireNonNull(receiver);
    }

    /// Hands the burst over and lets it go.
    void burst(RtpBurst burst) {
        receiver().onBurst(burst);
        burst.release();
    }

    @Override
    public void stop() {
        stops.incrementAndGet();
    }

    @Override
    public void requestKeyFrame() {
        keyFrameRequests.incrementAndGet();
    }

    @Override
    public void reopen() {
        reopened.incrementAndGet();
    }

    @Override
    public void watched(boolean isWatched) {
        watched.add(isWatched);
    }

    @Override
    public void hasten() {
        hastened.incrementAndGet();
    }
}
