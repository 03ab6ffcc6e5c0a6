package org.yuanjian.console.face;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceReason;
import org.yuanjian.face.PresenceChallenge;

/// The challenges that are under way: one a session, a few in all, in memory alone. What is over is
/// forgotten. Any thread.
final class PresenceRuns {
    static final int MOST = 8;

    private static final int ID_BYTES = 16;

    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<String, PresenceRun> bySession = new HashMap<>();

    /// @param random of which nobody can know the next number
    PresenceRuns(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    /// Puts a challenge to somebody, in the place of the one that session had.
    ///
    /// @throws ProblemException if too many are under way
    synchronized PresenceRun begin(Person person) {
        Instant now = clock.instant();
        bySession.remove(person.sessionId());
        bySession.values().removeIf(run -> run.isOver(now));
        if (bySession.size() >= MOST) {
            throw FaceProblem.of(FaceReason.BUSY);
        }
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        PresenceRun run =
                new PresenceRun(
                        HexFormat.of().formatHex(id),
                        person,
                        new PresenceChallenge(person.sessionId(), random, now),
                        now);
        bySession.put(person.sessionId(), run);
        forgetLater(run);
        return run;
    }

    /// Nobody need ask for it to be forgotten.
    private void forgetLater(PresenceRun run) {
        CompletableFuture.delayedExecutor(PresenceRun.LONGEST.toSeconds() + 1, TimeUnit.SECONDS)
                .execute(() -> forget(run));
    }

    /// The one that was put to this session of this account.
    ///
    /// @throws ProblemException 404 if it was put to another, is over or never was
    synchronized PresenceRun of(Person person, String id) {
        PresenceRun run = bySession.get(person.sessionId());
        if (run == null || !run.isOf(person, id)) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND, "UNKNOWN_CHALLENGE", "No such challenge is under way");
        }
        return run;
    }

    synchronized void forget(PresenceRun run) {
        bySession.values().remove(run);
    }

    synchronized int size() {
        return bySession.size();
    }
}
