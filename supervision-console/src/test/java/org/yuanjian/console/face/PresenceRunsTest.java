package org.yuanjian.console.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.yuanjian.console.account.Account;
import org.yuanjian.console.account.AccountRole;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.face.PresenceRun.Standing;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceReading;
import org.yuanjian.face.FaceReason;
import org.yuanjian.face.FaceTemplate;
import org.yuanjian.face.HeadPose;
import org.yuanjian.relay.SettableClock;

/// Challenges in memory: whose they are, in which order frames come, and how they end.
class PresenceRunsTest {
    private static final byte[] FRAME = {1};
    private static final int STRAIGHT = 3;

    private final SettableClock clock = new SettableClock();
    private final PresenceRuns runs = new PresenceRuns(new Random(4), clock);
    private final Person person = person("a1", "s1");

    private static Person person(String account, String session) {
        Account known =
                new Account(
                        account,
                        account,
                        account,
                        AccountRole.ADMINISTRATOR,
                        "",
                        "",
                        false,
                        false,
                        "",
                        Instant.EPOCH);
        return new Person(
                known,
                known,
                new Person.Session(session, Person.Stage.OPEN, "password", "::1", Instant.MAX));
    }

    private static FaceReading reading(double yaw, double pitch, FaceReason... reasons)
            throws FaceException {
        ByteBuffer bytes = ByteBuffer.allocate(2 + 1 + 32 + Float.BYTES);
        bytes.put((byte) 1).put((byte) 1).put((byte) 'm').put(new byte[32]).putFloat(1);
        return new FaceReading(
                FaceTemplate.of(bytes.array()),
                List.of(reasons),
                new HeadPose(yaw, pitch, 0),
                100,
                null,
                new byte[0]);
    }

    private Standing look(PresenceRun run, int number, String ask) throws FaceException {
        clock.advance(Duration.ofMillis(300));
        FaceReading seen =
                switch (ask) {
                    case "turn_left" -> reading(30, 0);
                    case "turn_right" -> reading(-30, 0);
                    case "nod" -> reading(0, 20);
                    default -> reading(0, 0);
                };
        return run.look(number, FRAME, _ -> seen, clock);
    }

    private static ProblemException refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }

    private static int status(ProblemException problem) {
        return problem.getStatusCode().value();
    }

    @Test
    void look_asAsked_passesAndIsOver() throws Exception {
        PresenceRun run = runs.begin(person);
        Standing standing = run.standing();
        for (int i = 0; i < 20 && standing.state().equals("going_on"); i++) {
            standing = look(run, standing.next(), standing.ask());
        }
        assertThat(standing.state()).isEqualTo("passed");
        assertThat(standing.made()).isEqualTo(3);
        assertThat(run.isOver(clock.instant())).isTrue();
        runs.forget(run);
        assertThat(runs.size()).isZero();
    }

    @Test
    void look_replayedOrAhead_isRefusedAndChangesNothing() throws Exception {
        PresenceRun run = runs.begin(person);
        look(run, 1, "look_straight");
        for (int number : new int[] {1, 0, 3, -1}) {
            ProblemException problem = refused(() -> look(run, number, "look_straight"));
            assertThat(status(problem)).isEqualTo(409);
            assertThat(problem.getBody().getProperties()).containsEntry("next", 2);
        }
        assertThat(look(run, 2, "look_straight").next()).isEqualTo(3);
    }

    @Test
    void look_whileAFrameIsRead_isRefused() throws Exception {
        PresenceRun run = runs.begin(person);
        run.look(
                1,
                FRAME,
                _ -> {
                    assertThat(status(refused(() -> look(run, 2, "nod")))).isEqualTo(409);
                    return reading(0, 0);
                },
                clock);
        assertThat(look(run, 2, "look_straight").state()).isEqualTo("going_on");
    }

    @Test
    void of_anotherSessionAccountOrId_isNotFound() {
        PresenceRun run = runs.begin(person);
        String id = run.standing().id();
        PresenceRun other = runs.begin(person("a1", "s2"));
        String otherId = other.standing().id();
        assertThat(runs.of(person, id)).isSameAs(run);
        assertThat(status(refused(() -> runs.of(person("a1", "s2"), id)))).isEqualTo(404);
        assertThat(status(refused(() -> runs.of(person("a2", "s1"), id)))).isEqualTo(404);
        assertThat(status(refused(() -> runs.of(person, otherId)))).isEqualTo(404);
    }

    @Test
    void begin_again_givesUpTheFormer() {
        String former = runs.begin(person).standing().id();
        runs.begin(person);
        assertThat(status(refused(() -> runs.of(person, former)))).isEqualTo(404);
        assertThat(runs.size()).isEqualTo(1);
    }

    @Test
    void begin_tooManyAtOnce_isBusyUntilTheyAreOver() {
        for (int i = 0; i < PresenceRuns.MOST; i++) {
            runs.begin(person("a1", "s" + i));
        }
        Person late = person("a9", "s9");
        assertThat(refused(() -> runs.begin(late)).getBody().getProperties())
                .containsEntry("reason", "busy");
        clock.advance(PresenceRun.LONGEST.plusMillis(1));
        runs.begin(late);
        assertThat(runs.size()).isEqualTo(1);
    }

    @Test
    void look_tooLate_endsInWords() throws Exception {
        PresenceRun run = runs.begin(person);
        clock.advance(Duration.ofSeconds(41));
        Standing standing = look(run, 1, "look_straight");
        assertThat(standing.state()).isEqualTo("too_slow");
        assertThat(standing.millisLeft()).isZero();
    }

    @Test
    void look_slowVerifier_isNotThePersonsTime() throws Exception {
        PresenceRun run = runs.begin(person);
        Standing standing = run.standing();
        for (int i = 0; i < 8; i++) {
            standing = run.look(standing.next(), FRAME, _ -> slowly(reading(0, 0)), clock);
        }
        assertThat(standing.state()).isEqualTo("going_on");
        assertThat(standing.millisLeft()).isEqualTo(40_000);
    }

    private FaceReading slowly(FaceReading reading) {
        clock.advance(Duration.ofSeconds(9));
        return reading;
    }

    @Test
    void look_noFaceOrSeveral_isToldAndNotJudged() throws Exception {
        PresenceRun run = runs.begin(person);
        Standing several = run.look(1, FRAME, _ -> reading(0, 0, FaceReason.SEVERAL_FACES), clock);
        assertThat(several.hint()).isEqualTo("several_faces");
        assertThat(several.yawDegrees()).isNull();
        FaceException none =
                catchThrowableOfType(FaceException.class, () -> FaceTemplate.of(new byte[0]));
        assertThat(
                        catchThrowableOfType(
                                        FaceException.class,
                                        () ->
                                                run.look(
                                                        2,
                                                        FRAME,
                                                        _ -> {
                                                            throw none;
                                                        },
                                                        clock))
                                .reason())
                .isEqualTo(FaceReason.OTHER_MODEL);
        assertThat(look(run, STRAIGHT, "look_straight").hint()).isNull();
    }

    @Test
    void begin_manyTimes_asksInEveryOrder() throws Exception {
        Set<String> orders = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            PresenceRun run = runs.begin(person);
            Standing standing = run.standing();
            StringBuilder order = new StringBuilder();
            while (standing.state().equals("going_on")) {
                order.append(standing.ask().equals("look_straight") ? "" : standing.ask());
                standing = look(run, standing.next(), standing.ask());
            }
            orders.add(order.toString());
        }
        assertThat(orders).hasSize(6);
    }
}
