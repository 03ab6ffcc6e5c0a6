package org.yuanjian.console.ticket;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;

/// What the person of each session said they look for. Without it no picture opens and no camera
/// moves. Any thread.
public final class Purposes {
    private final PurposeStore store;
    private final Revocations revocations;
    private final InstantSource clock;
    private final Duration life;

    /// @param life how long a purpose holds
    Purposes(PurposeStore store, Revocations revocations, InstantSource clock, Duration life) {
        this.store = store;
        this.revocations = revocations;
        this.clock = clock;
        this.life = life;
    }

    /// From now on; pictures opened for another purpose end with their right.
    SetPurpose choose(Person person, Purpose purpose) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SetPurpose set = new SetPurpose(purpose, now, now.plus(life));
        store.put(Looker.of(person).session(), set);
        return set;
    }

    /// Ends it now, and every picture with it.
    void end(Person person) {
        Looker looker = Looker.of(person);
        store.remove(looker.session());
        revocations.recheck(looker.person());
    }

    /// What holds now.
    public Optional<SetPurpose> current(Person person) {
        return store.current(Looker.of(person).session());
    }

    /// What holds now; a problem if nothing does.
    public Purpose need(Person person) {
        return current(person)
                .map(SetPurpose::purpose)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.CONFLICT, "NO_REASON", "Say first why you look"));
    }
}
