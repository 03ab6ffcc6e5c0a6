package org.yuanjian.console.face;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceReading;
import org.yuanjian.face.FaceReason;
import org.yuanjian.face.HeadPose;
import org.yuanjian.face.PresenceChallenge;
import org.yuanjian.face.PresenceFrame;
import org.yuanjian.face.PresenceState;

/// One challenge of one session of one account. Frames come one after the other, each with the
/// number the last answer named: none is taken twice, none before it was asked for. What the
/// verifier takes is not the person's time. Any thread.
final class PresenceRun {
    /// How long it is kept at most, however slow the verifier is.
    static final Duration LONGEST = Duration.ofMinutes(3);

    private final String id;
    private final String account;
    private final String session;
    private final Instant began;
    private final PresenceChallenge challenge;
    private Duration reading = Duration.ZERO;
    private int next = 1;
    private boolean isBusy;

    /// Reads the face in one frame.
    interface Reader {
        FaceReading read(byte[] frame) throws FaceException;
    }

    /// How it stands and what is asked for.
    ///
    /// @param state `going_on`, `passed`, `other_move`, `too_slow` or `other_face`
    /// @param ask `look_straight`, `turn_left`, `turn_right` or `nod`; left is the person's own
    /// @param made moves made so far
    /// @param of moves in all
    /// @param next number of the next frame
    /// @param millisLeft until it ends by itself
    /// @param hint why the frame was not judged; null: it was
    /// @param yawDegrees as the frame shows it; null where it was not judged
    record Standing(
            String id,
            String state,
            String ask,
            int made,
            int of,
            int next,
            long millisLeft,
            @Nullable String hint,
            @Nullable Double yawDegrees,
            @Nullable Double pitchDegrees) {}

    PresenceRun(String id, Person person, PresenceChallenge challenge, Instant began) {
        this.id = id;
        this.account = person.accountId();
        this.session = person.sessionId();
        this.challenge = challenge;
        this.began = began;
    }

    /// Whether it is the one of that name and was put to that session of that account.
    boolean isOf(Person person, String name) {
        return id.equals(name)
                && account.equals(person.accountId())
                && session.equals(person.sessionId());
    }

    synchronized boolean isOver(Instant now) {
        return challenge.state() != PresenceState.GOING_ON || now.isAfter(began.plus(LONGEST));
    }

    /// How it stands before a frame came.
    synchronized Standing standing() {
        return standing(began, null, null);
    }

    /// Judges one frame.
    ///
    /// @throws ProblemException 409 if it is not the one that was asked for
    /// @throws FaceException if the verifier has no opinion
    Standing look(int number, byte[] frame, Reader reader, InstantSource clock)
            throws FaceException {
        Instant came = clock.instant();
        Instant at = take(number, came);
        try {
            return judge(at, reader.read(frame));
        } catch (FaceException e) {
            if (e.reason().weight() != FaceReason.Weight.REFUSED) {
                throw e;
            }
            return passOver(at, e.reason());
        } finally {
            release(Duration.between(came, clock.instant()));
        }
    }

    private synchronized Standing judge(Instant at, FaceReading reading) {
        if (reading.reasons().contains(FaceReason.SEVERAL_FACES)) {
            return passOver(at, FaceReason.SEVERAL_FACES);
        }
        challenge.add(new PresenceFrame(session, at, reading.pose(), reading.template()));
        return standing(at, null, reading.pose());
    }

    private synchronized Standing passOver(Instant at, FaceReason hint) {
        challenge.pass(at);
        return standing(at, hint, null);
    }

    /// When it came by the person's time.
    private synchronized Instant take(int number, Instant came) {
        if (isBusy || number != next) {
            ProblemException problem =
                    new ProblemException(
                            HttpStatus.CONFLICT, "PRESENCE_ORDER", "Not the frame asked for");
            problem.getBody().setProperty("next", next);
            throw problem;
        }
        isBusy = true;
        next++;
        return came.minus(reading);
    }

    private synchronized void release(Duration took) {
        isBusy = false;
        reading = reading.plus(took);
    }

    private long millisLeft(Instant at) {
        Duration left = Duration.between(at, began.plus(PresenceChallenge.WHOLE));
        return Math.max(0, left.toMillis());
    }

    private Standing standing(Instant at, @Nullable FaceReason hint, @Nullable HeadPose pose) {
        return new Standing(
                id,
                challenge.state().name().toLowerCase(Locale.ROOT),
                challenge
                        .asked()
                        .map(move -> move.name().toLowerCase(Locale.ROOT))
                        .orElse("look_straight"),
                challenge.made(),
                challenge.moves().size(),
                next,
                millisLeft(at),
                hint == null ? null : FaceProblem.key(hint),
                pose == null ? null : pose.yawDegrees(),
                pose == null ? null : pose.pitchDegrees());
    }
}
