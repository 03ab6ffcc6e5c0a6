package org.yuanjian.face;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Tells what is wrong with a face that was found, so that a better picture can be asked for.
final class FaceQuality {
    static final double EYE_DISTANCE = 40;
    static final double SECOND_FACE = 0.8;

    private static final double SURE = 0.8;
    private static final double SHARP = 30;
    private static final double DARK = 50;
    private static final double BRIGHT = 215;
    private static final double CONTRAST = 12;
    private static final double ROLL = 25;
    private static final double YAW = 30;
    private static final double PITCH = 25;
    private static final double EYES = 10;
    private static final double MOUTH = 9;

    private FaceQuality() {}

    /// @param faces all that were found, the one in question first
    /// @param shrunk how many pixels of the file one pixel is wide
    static Set<FaceReason> judge(List<FaceBox> faces, FaceMeasures measures, int shrunk) {
        Set<FaceReason> flaws = EnumSet.noneOf(FaceReason.class);
        FaceBox face = faces.getFirst();
        if (faces.stream().skip(1).anyMatch(other -> other.score() > SECOND_FACE)) {
            flaws.add(FaceReason.SEVERAL_FACES);
        }
        if (face.score() < SURE) {
            flaws.add(FaceReason.FACE_UNSURE);
        }
        if (face.points().eyeDistance() * shrunk < EYE_DISTANCE) {
            flaws.add(FaceReason.FACE_SMALL);
        }
        flaws.addAll(light(measures));
        flaws.addAll(pose(HeadPose.of(face.points())));
        return flaws;
    }

    private static List<FaceReason> light(FaceMeasures measures) {
        List<FaceReason> flaws = new ArrayList<>();
        if (measures.brightness() < DARK) {
            flaws.add(FaceReason.DARK);
        }
        if (measures.brightness() > BRIGHT) {
            flaws.add(FaceReason.BRIGHT);
        }
        if (measures.sharpness() < SHARP || measures.contrast() < CONTRAST) {
            flaws.add(FaceReason.BLURRED);
        } else if (measures.eyes() < EYES || measures.mouth() < MOUTH) {
            flaws.add(FaceReason.COVERED);
        }
        return flaws;
    }

    private static List<FaceReason> pose(HeadPose pose) {
        List<FaceReason> flaws = new ArrayList<>();
        if (Math.abs(pose.rollDegrees()) > ROLL) {
            flaws.add(FaceReason.TILTED);
        }
        if (Math.abs(pose.yawDegrees()) > YAW) {
            flaws.add(FaceReason.TURNED_ASIDE);
        }
        if (Math.abs(pose.pitchDegrees()) > PITCH) {
            flaws.add(FaceReason.RAISED_OR_LOWERED);
        }
        return flaws;
    }
}
