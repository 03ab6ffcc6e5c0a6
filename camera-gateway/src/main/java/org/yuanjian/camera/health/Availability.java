package org.yuanjian.camera.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/// How long points could be watched in a stretch of time. What was planned, and what nobody looked
/// at, counts for neither side.
///
/// @param available they could
/// @param down they could not
/// @param planned work was planned
/// @param unknown nobody looked
public record Availability(Duration available, Duration down, Duration planned, Duration unknown) {
    public static final Availability NONE =
            new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// The part of the time that counts in which they could be watched; empty if none counts.
    public OptionalDouble share() {
        long counted = available.plus(down).toMillis();
        return counted == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) available.toMillis() / counted);
    }

    public Availability plus(Availability other) {
        return new Availability(
                available.plus(other.available),
                down.plus(other.down),
                planned.plus(other.planned),
                unknown.plus(other.unknown));
    }

    /// Of one point.
    ///
    /// @param spans of the point, which do not overlap
    /// @param work planned for the point
    /// @param now until which is known how it is
    static Availability of(
            List<StateSpan> spans, Collection<Maintenance> work, Stretch stretch, Instant now) {
        Availability sum = NONE;
        Duration seen = Duration.ZERO;
        Instant end = stretch.to().isBefore(now) ? stretch.to() : now;
        for (StateSpan span : spans) {
            Instant to = span.to() == null || span.to().isAfter(end) ? end : span.to();
            Instant since = span.condition().since();
            Stretch part = new Stretch(since.isBefore(stretch.from()) ? stretch.from() : since, to);
            Duration planned = planned(work, part);
            Duration rest = part.length().minus(planned);
            seen = seen.plus(part.length());
            sum = sum.plus(of(span.condition().state(), rest, planned));
        }
        Duration unseen = new Stretch(stretch.from(), end).length().minus(seen);
        return sum.plus(new Availability(Duration.ZERO, Duration.ZERO, Duration.ZERO, unseen));
    }

    private static Availability of(PointState state, Duration rest, Duration planned) {
        boolean isKnown = state != PointState.UNKNOWN;
        return new Availability(
                state.isAvailable() ? rest : Duration.ZERO,
                isKnown && !state.isAvailable() ? rest : Duration.ZERO,
                planned,
                isKnown ? Duration.ZERO : rest);
    }

    /// How much of a stretch is planned work; work that overlaps counts once.
    private static Duration planned(Collection<Maintenance> work, Stretch part) {
        Duration sum = Duration.ZERO;
        Instant reached = part.from();
        for (Maintenance one :
                work.stream().sorted((a, b) -> a.from().compareTo(b.from())).toList()) {
            Instant from = one.from().isBefore(reached) ? reached : one.from();
            Instant to = one.to().isAfter(part.to()) ? part.to() : one.to();
            if (from.isBefore(to)) {
                sum = sum.plus(Duration.between(from, to));
                reached = to;
            }
        }
        return sum;
    }

    /// From one moment to another, the second one left out.
    public record Stretch(Instant from, Instant to) {
        Duration length() {
            return from.isBefore(to) ? Duration.between(from, to) : Duration.ZERO;
        }
    }
}
