package org.yuanjian.face;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks a person to turn left, right and to nod, in an order nobody can know before, and judges it
/// by the yaw and pitch of the face from picture to picture. It belongs to one session: pictures of
/// another are refused. It shows that what is before the camera moves as asked, not who it is;
/// blinks and spoken digits are not asked for, as no model here sees them. One thread.
public final class PresenceChallenge {
    /// How long all of it may take.
    public static final Duration WHOLE = Duration.ofSeconds(40);

    static final Duration GAP = Duration.ofSeconds(3);

    /// From where a head counts as turned, against how it was held at the beginning.
    private static final double TURNED_DEGREES = 20;

    private static final double NODDED_DEGREES = 12;
    private static final double STRAIGHT_DEGREES = 9;
    private static final int STRAIGHT_FRAMES = 3;
    private static final double SAME_FACE = 0.3;
    // A turned head is less like itself; docs/face.md says how much.
    private static final double SAME_FACE_TURNED = 0.2;

    private final byte[] session;
    private final Instant began;
    private final List<Move> moves;
    private final List<HeadPose> beginning = new ArrayList<>();
    private @Nullable FaceTemplate face;
    private @Nullable HeadPose straight;
    private int made;
    private boolean mustReturn;
    private Instant last;
    private PresenceState state = PresenceState.GOING_ON;

    /// What is asked for. Left and right are the person's own.
    public enum Move {
        TURN_LEFT,
        TURN_RIGHT,
        NOD
    }

    /// @param session whose pictures count
    /// @param random of which nobody can know the next number
    /// @param began when it was put to the person
    public PresenceChallenge(String session, RandomGenerator random, Instant began) {
        this.session = session.getBytes(StandardCharsets.UTF_8);
        this.began = began;
        this.last = began;
        List<Move> order = new ArrayList<>(List.of(Move.values()));
        Collections.shuffle(order, random);
        this.moves = List.copyOf(order);
    }

    /// All moves in their order.
    public List<Move> moves() {
        return moves;
    }

    /// How many were made so far.
    public int made() {
        return made;
    }

    /// The move that is asked for now; empty: look straight ahead.
    public Optional<Move> asked() {
        boolean isStraight = straight == null || mustReturn || made == moves.size();
        return isStraight ? Optional.empty() : Optional.of(moves.get(made));
    }

    /// How it stands.
    public PresenceState state() {
        return state;
    }

    /// A picture came in which there is no face to be judged, or none came: time passes.
    public PresenceState pass(Instant at) {
        if (state == PresenceState.GOING_ON && isLate(at)) {
            state = PresenceState.TOO_SLOW;
        }
        return state;
    }

    private boolean isLate(Instant at) {
        boolean isGap = straight != null && at.isAfter(last.plus(GAP));
        return isGap || at.isAfter(began.plus(WHOLE)) || at.isBefore(last);
    }

    /// Looks at the next picture.
    ///
    /// @return how the challenge stands now; once it has ended that stays. A picture of another
    ///   session changes nothing
    public PresenceState add(PresenceFrame frame) {
        if (!MessageDigest.isEqual(session, frame.session().getBytes(StandardCharsets.UTF_8))) {
            return PresenceState.FOREIGN_SESSION;
        }
        if (pass(frame.at()) == PresenceState.GOING_ON) {
            last = frame.at();
            state = judge(frame);
        }
        return state;
    }

    private PresenceState judge(PresenceFrame frame) {
        HeadPose reference = straight;
        if (reference == null) {
            begin(frame);
            return PresenceState.GOING_ON;
        }
        double yaw = frame.pose().yawDegrees() - reference.yawDegrees();
        double pitch = frame.pose().pitchDegrees() - reference.pitchDegrees();
        if (Math.abs(yaw) < STRAIGHT_DEGREES && Math.abs(pitch) < STRAIGHT_DEGREES) {
            if (!isSameFace(frame.template(), SAME_FACE)) {
                return PresenceState.OTHER_FACE;
            }
            mustReturn = false;
            return made == moves.size() ? PresenceState.PASSED : PresenceState.GOING_ON;
        }
        if (!isSameFace(frame.template(), SAME_FACE_TURNED)) {
            return PresenceState.OTHER_FACE;
        }
        Move move = move(yaw, pitch);
        if (move == null || mustReturn) {
            return PresenceState.GOING_ON;
        }
        if (made == moves.size() || move != moves.get(made)) {
            return PresenceState.OTHER_MOVE;
        }
        made++;
        mustReturn = true;
        return PresenceState.GOING_ON;
    }

    /// The first pictures show how this person looks straight ahead: faces differ.
    private void begin(PresenceFrame frame) {
        if (face == null || !isSameFace(frame.template(), SAME_FACE)) {
            beginning.clear();
            face = frame.template();
        }
        beginning.add(frame.pose());
        if (beginning.size() < STRAIGHT_FRAMES) {
            return;
        }
        HeadPose mean = mean(beginning);
        if (beginning.stream().allMatch(pose -> isNear(pose, mean))
                && Math.abs(mean.yawDegrees()) < TURNED_DEGREES) {
            straight = mean;
        } else {
            beginning.removeFirst();
        }
    }

    private static boolean isNear(HeadPose pose, HeadPose mean) {
        return Math.abs(pose.yawDegrees() - mean.yawDegrees()) < STRAIGHT_DEGREES / 2
                && Math.abs(pose.pitchDegrees() - mean.pitchDegrees()) < STRAIGHT_DEGREES / 2;
    }

    private static HeadPose mean(List<HeadPose> poses) {
        return new HeadPose(
                poses.stream().mapToDouble(HeadPose::yawDegrees).average().orElse(0),
                poses.stream().mapToDouble(HeadPose::pitchDegrees).average().orElse(0),
                poses.stream().mapToDouble(HeadPose::rollDegrees).average().orElse(0));
    }

    private static @Nullable Move move(double yaw, double pitch) {
        if (Math.abs(yaw) >= TURNED_DEGREES) {
            return yaw > 0 ? Move.TURN_LEFT : Move.TURN_RIGHT;
        }
        return pitch >= NODDED_DEGREES ? Move.NOD : null;
    }

    private boolean isSameFace(FaceTemplate other, double least) {
        FaceTemplate known = face;
        try {
            return known != null && known.similarity(other) >= least;
        } catch (FaceException e) {
            return false;
        }
    }
}
