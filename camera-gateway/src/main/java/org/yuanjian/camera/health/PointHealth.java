package org.yuanjian.camera.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.yuanjian.camera.health.PointCondition.Cause;

/// The health of one point: when it is to be looked at next, and what follows from what was seen. A
/// point is offline after a look that failed and a second one that failed as well. Frames that come
/// are as good as a look; frames that stop coming bring one about. One thread.
final class PointHealth {
    /// Frames older than this count as stopped; fresher ones spare the look.
    static final Duration STALE = Duration.ofSeconds(5);

    private final HealthSettings settings;
    private final RandomGenerator random;
    private PointCondition condition;
    private Instant due;
    private boolean looking;
    private boolean failedOnce;
    private Frames frames = Frames.NONE;

    private enum Frames {
        NONE,
        FRESH,
        STALE
    }

    /// @param due when it is looked at first
    PointHealth(
            HealthSettings settings,
            RandomGenerator random,
            PointCondition condition,
            Instant due) {
        this.settings = settings;
        this.random = random;
        this.condition = condition;
        this.due = due;
    }

    PointCondition condition() {
        return condition;
    }

    Instant due() {
        return due;
    }

    /// Whether it is being looked at.
    boolean isLooking() {
        return looking;
    }

    /// A look begins.
    void look() {
        looking = true;
    }

    /// Has it looked at soon.
    void dueAt(Instant when) {
        due = when;
        failedOnce = false;
    }

    /// How old its last frame is; told twice a second or so.
    ///
    /// @param age empty while no stream of it is open
    /// @return the new condition, if it changes
    Optional<PointCondition> frames(Optional<Duration> age, Instant now) {
        Frames before = frames;
        frames =
                age.map(known -> known.compareTo(STALE) > 0 ? Frames.STALE : Frames.FRESH)
                        .orElse(Frames.NONE);
        if (frames == Frames.STALE && before == Frames.FRESH && !looking) {
            failedOnce = true;
            due = now;
        }
        if (frames != Frames.FRESH) {
            return Optional.empty();
        }
        failedOnce = false;
        if (!looking) {
            due = next(now);
        }
        return change(PointState.ONLINE, Cause.NONE, "", now);
    }

    /// What a look brought.
    ///
    /// @param began when it began
    /// @return the new condition, if it changes
    Optional<PointCondition> looked(ProbeResult result, Instant began, Instant now) {
        looking = false;
        if (!result.isAnswer() && !failedOnce && condition.state() != PointState.OFFLINE) {
            failedOnce = true;
            due = began.plus(settings.repeatAfter());
            return Optional.empty();
        }
        failedOnce = false;
        due = next(began);
        return frames == Frames.STALE && result.cause() == Cause.NONE
                ? change(PointState.DEGRADED, Cause.NO_FRAMES, "", now)
                : change(result.state(), result.reason(), result.detail(), now);
    }

    /// It cannot be looked at.
    Optional<PointCondition> unreachable(Cause cause, Instant now) {
        due = next(now);
        failedOnce = false;
        return change(PointState.UNKNOWN, cause, "", now);
    }

    private Instant next(Instant now) {
        double spread = 1 + settings.jitter() * (2 * random.nextDouble() - 1);
        return now.plusMillis((long) (settings.period().toMillis() * spread));
    }

    private Optional<PointCondition> change(
            PointState state, Cause cause, String detail, Instant now) {
        if (condition.isLike(state, cause)) {
            return Optional.empty();
        }
        condition = new PointCondition(state, cause, detail, now);
        return Optional.of(condition);
    }
}
