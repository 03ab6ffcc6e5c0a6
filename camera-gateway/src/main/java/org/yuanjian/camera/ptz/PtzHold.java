package org.yuanjian.camera.ptz;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whose a camera is for the moment. One thread.
final class PtzHold {
    private final Duration length;
    private @Nullable PtzOperator holder;
    private Instant until = Instant.MIN;

    PtzHold(Duration length) {
        this.length = length;
    }

    /// Who has it, and until when.
    record Held(PtzOperator operator, Instant until) {}

    /// Takes it, or keeps it longer.
    ///
    /// @throws PtzException if somebody of the same priority or a higher one has it
    void take(PtzOperator operator, Instant now) throws PtzException {
        PtzOperator current = holder;
        if (current != null
                && now.isBefore(until)
                && !current.person().equals(operator.person())
                && operator.priority() <= current.priority()) {
            throw new PtzException(PtzException.Kind.HELD, "held by " + current.person());
        }
        holder = operator;
        until = now.plus(length);
    }

    Optional<Held> held(Instant now) {
        PtzOperator current = holder;
        return current == null || !now.isBefore(until)
                ? Optional.empty()
                : Optional.of(new Held(current, until));
    }
}
