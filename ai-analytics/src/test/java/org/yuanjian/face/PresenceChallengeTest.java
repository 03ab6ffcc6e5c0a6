package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yuanjian.face.PresenceChallenge.Move;

class PresenceChallengeTest {
    private static final Instant BEGAN = Instant.parse("2026-03-01T08:00:00Z");
    private static final FaceTemplate FACE = face(1, 0);
    private static final FaceTemplate OTHER = face(0, 1);

    private final PresenceChallenge challenge =
            new PresenceChallenge("session-1", new Random(3), BEGAN);
    private Instant now = BEGAN;

    private static FaceTemplate face(float... vector) {
        return new FaceTemplate("m", "00".repeat(32), vector);
    }

    private PresenceState look(double yaw, double pitch) {
        return look("session-1", FACE, yaw, pitch);
    }

    private PresenceState look(String session, FaceTemplate face, double yaw, double pitch) {
        now = now.plusMillis(200);
        return challenge.add(new PresenceFrame(session, now, new HeadPose(yaw, pitch, 0), face));
    }

    /// This person holds the head a little aslant.
    private PresenceState straight() {
        PresenceState state = PresenceState.GOING_ON;
        for (int i = 0; i < 4; i++) {
            state = look(3, -6);
        }
        return state;
    }

    private PresenceState make(Move move) {
        return switch (move) {
            case TURN_LEFT -> look(28, -6);
            case TURN_RIGHT -> look(-24, -6);
            case NOD -> look(3, 10);
        };
    }

    @Test
    void add_allMovesInOrder_passes() {
        straight();
        for (Move move : challenge.moves()) {
            assertThat(make(move)).isEqualTo(PresenceState.GOING_ON);
            straight();
        }
        assertThat(straight()).isEqualTo(PresenceState.PASSED);
        assertThat(challenge.made()).isEqualTo(3);
    }

    @Test
    void add_anotherMoveThanAskedFor_failsForGood() {
        straight();
        assertThat(make(challenge.moves().get(1))).isEqualTo(PresenceState.OTHER_MOVE);
        straight();
        assertThat(make(challenge.moves().get(0))).isEqualTo(PresenceState.OTHER_MOVE);
    }

    @Test
    void add_headStaysTurned_countsOnce() {
        straight();
        Move first = challenge.moves().get(0);
        make(first);
        make(first);
        assertThat(make(first)).isEqualTo(PresenceState.GOING_ON);
        assertThat(challenge.made()).isEqualTo(1);
    }

    @Test
    void add_stillPicture_neverPasses() {
        PresenceState state = PresenceState.GOING_ON;
        for (int i = 0; i < 250; i++) {
            state = look(3, -6);
        }
        assertThat(state).isEqualTo(PresenceState.TOO_SLOW);
    }

    @Test
    void add_nothingForAWhile_fails() {
        straight();
        now = now.plus(Duration.ofSeconds(4));
        assertThat(look(3, -6)).isEqualTo(PresenceState.TOO_SLOW);
    }

    @Test
    void add_nobodyThereYet_waitsForTheWholeTime() {
        now = now.plus(Duration.ofSeconds(20));
        assertThat(straight()).isEqualTo(PresenceState.GOING_ON);
        assertThat(make(challenge.moves().getFirst())).isEqualTo(PresenceState.GOING_ON);
        assertThat(challenge.made()).isEqualTo(1);
    }

    @Test
    void pass_noFaceForAWhile_fails() {
        straight();
        assertThat(challenge.pass(now.plusSeconds(2))).isEqualTo(PresenceState.GOING_ON);
        assertThat(challenge.pass(now.plusSeconds(4))).isEqualTo(PresenceState.TOO_SLOW);
        assertThat(straight()).isEqualTo(PresenceState.TOO_SLOW);
    }

    @Test
    void asked_fromMoveToMove_isStraightInBetween() {
        assertThat(challenge.asked()).isEmpty();
        straight();
        for (Move move : challenge.moves()) {
            assertThat(challenge.asked()).contains(move);
            make(move);
            assertThat(challenge.asked()).isEmpty();
            straight();
        }
        assertThat(challenge.state()).isEqualTo(PresenceState.PASSED);
    }

    /// What was done before it was asked for does not count.
    @Test
    void add_turnedFromTheBeginning_isNoMove() {
        for (int i = 0; i < 5; i++) {
            look(28, -6);
            look(-24, -6);
        }
        assertThat(challenge.made()).isZero();
        assertThat(challenge.asked()).isEmpty();
    }

    @Test
    void add_anotherFaceWhileTurned_fails() {
        straight();
        boolean isLeft = challenge.moves().getFirst() == Move.TURN_LEFT;
        assertThat(look("session-1", OTHER, isLeft ? 28 : -24, -6))
                .isEqualTo(PresenceState.OTHER_FACE);
    }

    /// Each is like the one before and less and less like the first.
    @Test
    void add_faceThatDriftsAway_isComparedWithTheFirst() {
        straight();
        PresenceState state = PresenceState.GOING_ON;
        for (int degrees = 0; degrees <= 90; degrees += 15) {
            double angle = Math.toRadians(degrees);
            FaceTemplate drifted = face((float) Math.cos(angle), (float) Math.sin(angle));
            state = look("session-1", drifted, 3, -6);
        }
        assertThat(state).isEqualTo(PresenceState.OTHER_FACE);
    }

    @Test
    void add_picturesOfAnotherSession_areRefusedAndChangeNothing() {
        straight();
        for (Move move : Move.values()) {
            double yaw = move == Move.TURN_LEFT ? 28 : -28;
            assertThat(look("session-2", FACE, yaw, -6)).isEqualTo(PresenceState.FOREIGN_SESSION);
        }
        assertThat(challenge.made()).isZero();
        assertThat(make(challenge.moves().get(0))).isEqualTo(PresenceState.GOING_ON);
        assertThat(challenge.made()).isEqualTo(1);
    }

    @Test
    void add_anotherFaceOnTheWay_fails() {
        straight();
        make(challenge.moves().get(0));
        assertThat(look("session-1", OTHER, 3, -6)).isEqualTo(PresenceState.OTHER_FACE);
    }

    @Test
    void moves_ofManyChallenges_comeInEveryOrder() {
        Random random = new Random(5);
        Set<List<Move>> orders = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            orders.add(new PresenceChallenge("s", random, BEGAN).moves());
        }
        assertThat(orders).hasSize(6);
    }
}
