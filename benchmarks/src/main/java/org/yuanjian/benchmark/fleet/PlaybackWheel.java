package org.yuanjian.benchmark.fleet;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One clock for all that play on an event loop: a wheel of one-millisecond slots, so that
/// thousands of cameras cost one timer. Belongs to its event loop.
final class PlaybackWheel {
    private static final long SLOT_NANOS = 1_000_000;
    private static final int SLOTS = 1024;

    private final EventLoop loop;
    private final List<List<Playback>> slots = new ArrayList<>();
    private List<Playback> spare = new ArrayList<>();
    private long done;
    private int playing;
    private @Nullable ScheduledFuture<?> timer;

    PlaybackWheel(EventLoop loop) {
        this.loop = loop;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new ArrayList<>());
        }
    }

    /// Runs `playback` at its due times until it ends.
    void add(Playback playback) {
        if (playing++ == 0) {
            done = System.nanoTime() / SLOT_NANOS;
            timer =
                    loop.scheduleAtFixedRate(
                            this::turn, SLOT_NANOS, SLOT_NANOS, TimeUnit.NANOSECONDS);
        }
        insert(playback);
    }

    private void insert(Playback playback) {
        long slot = Math.max(playback.dueNanos() / SLOT_NANOS, done + 1);
        long last = done + SLOTS - 1;
        slots.get((int) Math.floorMod(Math.min(slot, last), (long) SLOTS)).add(playback);
    }

    private void turn() {
        long now = System.nanoTime() / SLOT_NANOS;
        while (done < now) {
            done++;
            int index = (int) Math.floorMod(done, (long) SLOTS);
            List<Playback> due = slots.set(index, spare);
            for (Playback playback : due) {
                run(playback);
            }
            due.clear();
            spare = due;
        }
    }

    private void run(Playback playback) {
        if (playback.isEnded()) {
            if (--playing == 0 && timer != null) {
                timer.cancel(false);
            }
            return;
        }
        if (playback.dueNanos() / SLOT_NANOS <= done) {
            playback.play();
        }
        insert(playback);
    }
}
