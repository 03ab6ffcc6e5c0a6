package org.yuanjian.camera;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;

/// A source that is opened when the budgets of its device and site allow it, and measures what it
/// takes of them. While they do not, its viewers are told, and it tries again every few seconds.
final class BudgetedSource implements StreamSource {
    private static final long AGAIN_SECONDS = 2;
    private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final StreamId id;
    private final StreamSource source;
    private final StreamBudgets budgets;
    private volatile @Nullable EventLoop loop;
    private StreamBudgets.@Nullable Lease lease;
    private boolean watched;
    private boolean stopped;

    BudgetedSource(StreamId id, StreamSource source, StreamBudgets budgets) {
        this.id = id;
        this.source = source;
        this.budgets = budgets;
    }

    @Override
    public void start(EventLoop onLoop, Receiver receiver) {
        loop = onLoop;
        onLoop.execute(() -> begin(onLoop, receiver));
    }

    private void begin(EventLoop onLoop, Receiver receiver) {
        if (stopped) {
            return;
        }
        Optional<StreamBudgets.Lease> granted = budgets.take(id);
        if (granted.isPresent()) {
            lease = granted.get();
            source.start(onLoop, new Meter(receiver, granted.get()));
            if (watched) {
                source.watched(true);
                source.hasten();
            }
        } else {
            receiver.onLost(new StreamFault(StreamFault.Kind.LINE_FULL, id.toString()));
            onLoop.schedule(() -> begin(onLoop, receiver), AGAIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void stop() {
        EventLoop started = loop;
        if (started != null) {
            started.execute(this::end);
        }
    }

    private void end() {
        stopped = true;
        if (lease != null) {
            lease.close();
            source.stop();
        }
    }

    @Override
    public void requestKeyFrame() {
        source.requestKeyFrame();
    }

    @Override
    public void reopen() {
        source.reopen();
    }

    @Override
    public void hasten() {
        source.hasten();
    }

    @Override
    public void watched(boolean isWatched) {
        watched = isWatched;
        source.watched(isWatched);
    }

    @Override
    public long malformedPackets() {
        return source.malformedPackets();
    }

    /// Passes everything on and counts bytes.
    private static final class Meter implements Receiver {
        private final Receiver receiver;
        private final StreamBudgets.Lease lease;
        private long bytes;
        private long sinceNanos;

        Meter(Receiver receiver, StreamBudgets.Lease lease) {
            this.receiver = receiver;
            this.lease = lease;
        }

        @Override
        public void onTracks(List<TrackFormat> tracks) {
            sinceNanos = 0;
            receiver.onTracks(tracks);
        }

        @Override
        public void onBurst(RtpBurst burst) {
            long now = burst.arrivalNanos();
            if (sinceNanos == 0) {
                sinceNanos = now;
                bytes = 0;
            }
            bytes += burst.bytes();
            long passed = now - sinceNanos;
            if (passed >= MEASURE_NANOS) {
                lease.measured((int) (bytes * Byte.SIZE * 1_000_000 / passed));
                sinceNanos = now;
                bytes = 0;
            }
            receiver.onBurst(burst);
        }

        @Override
        public void onLost(StreamFault fault) {
            receiver.onLost(fault);
        }
    }
}
