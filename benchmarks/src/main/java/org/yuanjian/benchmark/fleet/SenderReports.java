package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a session sends sender reports and which time they tell.
final class SenderReports {
    /// By how much a camera's clock is slow under [Fault#CLOCK].
    static final Duration WRONG_BY = Duration.ofDays(2193);

    private static final long INTERVAL_NANOS = 5_000_000_000L;
    // RFC 3550 §4: seconds since 1900.
    private static final long NTP_EPOCH = 2_208_988_800L;

    private final SimulatedCamera camera;
    private final Clock clock;
    private boolean sent;
    private long last;

    SenderReports(SimulatedCamera camera, Clock clock) {
        this.camera = camera;
        this.clock = clock;
    }

    /// Appends a report of each track if the last is five seconds old.
    void writeIfDue(
            ByteBuf out, long nowNanos, @Nullable RtpTrack video, @Nullable SoundTrack sound) {
        if (sent && nowNanos - last < INTERVAL_NANOS) {
            return;
        }
        sent = true;
        last = nowNanos;
        long ntp = ntp(camera.has(Fault.CLOCK) ? clock.instant().minus(WRONG_BY) : clock.instant());
        if (video != null) {
            video.writeReport(out, ntp);
        }
        if (sound != null) {
            sound.track().writeReport(out, ntp);
        }
    }

    void restart() {
        sent = false;
    }

    private static long ntp(Instant time) {
        long fraction = ((long) time.getNano() << 32) / 1_000_000_000L;
        return ((time.getEpochSecond() + NTP_EPOCH) << 32) | fraction;
    }
}
