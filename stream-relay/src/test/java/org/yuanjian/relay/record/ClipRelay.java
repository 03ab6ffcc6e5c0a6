package org.yuanjian.relay.record;

import io.netty.channel.EventLoopGroup;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.Subscription;

/// A relay that keeps what came, a camera, and a recorder of clips.
final class ClipRelay implements AutoCloseable {
    static final Duration BEFORE = Duration.ofSeconds(1);
    static final Duration AFTER = Duration.ofSeconds(1);
    private static final int MOST_BYTES = 4 << 20;
    private static final long PATIENCE_SECONDS = 30;

    final EventLoopGroup loops = NettyTransport.best().group(1, "test");
    final StreamRelay relay;
    final ClipRecorder recorder;

    ClipRelay(ClipCamera camera, ClipOutput.Opener opener) {
        StreamRelay.Recent recent =
                new StreamRelay.Recent(Duration.ofSeconds(3), MOST_BYTES, MOST_BYTES);
        relay =
                new StreamRelay(
                        camera, loops, new StreamRelay.Settings(Duration.ZERO, MOST_BYTES, recent));
        recorder =
                new ClipRecorder(
                        relay,
                        loops,
                        Clock.systemUTC(),
                        new ClipRecorder.Settings(1, MOST_BYTES, MOST_BYTES),
                        opener);
    }

    /// Somebody who looks.
    Subscription watch() {
        return relay.join(
                ClipCamera.STREAM,
                new StreamWriter(loops.next()) {
                    @Override
                    public void onTracks(java.util.List<TrackFormat> tracks) {}

                    @Override
                    public void onBurst(RtpBurst burst) {}

                    @Override
                    public void onFault(StreamFault fault) {}
                });
    }

    void until(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited too long");
            }
            Thread.onSpinWait();
        }
    }

    /// So many pictures came since the stream was opened.
    void untilPictures(int count) {
        until(() -> relay.hubs().stream().anyMatch(hub -> hub.meter().pictures() >= count));
    }

    ClipOrder order(Path file) {
        return order(ClipCamera.STREAM, file, AFTER);
    }

    ClipOrder order(StreamId stream, Path file, Duration after) {
        return new ClipOrder(stream, file, Instant.now(), BEFORE, after);
    }

    CompletableFuture<ClipEnd> record(ClipOrder order) {
        CompletableFuture<ClipEnd> end = new CompletableFuture<>();
        if (!recorder.record(order, end::complete)) {
            end.completeExceptionally(new IllegalStateException("no place"));
        }
        return end;
    }

    @Override
    public void close() {
        recorder.close();
        relay.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
