package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaceGeometryTest {
    private static final FacePoints POINTS =
            new FacePoints(new double[] {40, 88, 64, 45, 84}, new double[] {59, 58, 82, 106, 105});

    private static FacePoints moved(double degrees, double scale, double dx, double dy) {
        double a = scale * Math.cos(Math.toRadians(degrees));
        double b = scale * Math.sin(Math.toRadians(degrees));
        double[] x = new double[5];
        double[] y = new double[5];
        for (int i = 0; i < 5; i++) {
            x[i] = a * POINTS.x()[i] - b * POINTS.y()[i] + dx;
            y[i] = b * POINTS.x()[i] + a * POINTS.y()[i] + dy;
        }
        return new FacePoints(x, y);
    }

    @Test
    void between_turnedScaledAndMoved_findsExactlyThat() {
        SimilarityTransform found = SimilarityTransform.between(POINTS, moved(33, 1.7, -12, 90));
        assertThat(found.scale()).isCloseTo(1.7, offset(1e-9));
        assertThat(Math.toDegrees(Math.atan2(found.b(), found.a()))).isCloseTo(33, offset(1e-9));
        assertThat(found.dx()).isCloseTo(-12, offset(1e-9));
        assertThat(found.dy()).isCloseTo(90, offset(1e-9));
    }

    @Test
    void between_allInOnePoint_hasNoNumbersThatAreNone() {
        FacePoints one = new FacePoints(new double[5], new double[5]);
        assertThat(SimilarityTransform.between(one, POINTS).matrix()).doesNotContain(Double.NaN);
    }

    /// A head of other proportions than the model's, turned and seen from 12 eye distances.
    private static FacePoints head(double yaw, double pitch, double roll) {
        double[][] head = {
            {-0.5, -0.4, 0}, {0.5, -0.4, 0}, {0, 0.15, 0.5}, {-0.38, 0.6, 0.1}, {0.38, 0.6, 0.1}
        };
        double[] x = new double[5];
        double[] y = new double[5];
        for (int i = 0; i < 5; i++) {
            double[] p = turned(head[i], 0, 2, yaw);
            p = turned(p, 1, 2, pitch);
            p = turned(p, 1, 0, roll);
            double size = 100 * 12 / (12 - p[2]);
            x[i] = 320 + p[0] * size;
            y[i] = 240 + p[1] * size;
        }
        return new FacePoints(x, y);
    }

    /// Turns the second axis towards the first.
    private static double[] turned(double[] p, int to, int from, double degrees) {
        double sin = Math.sin(Math.toRadians(degrees));
        double cos = Math.cos(Math.toRadians(degrees));
        double[] turned = p.clone();
        turned[to] = cos * p[to] + sin * p[from];
        turned[from] = cos * p[from] - sin * p[to];
        return turned;
    }

    @Test
    void pose_ofATurnedHead_isTold() {
        for (double degrees : new double[] {-35, -20, 0, 20, 35}) {
            HeadPose straight = HeadPose.of(head(0, 0, 0));
            assertThat(HeadPose.of(head(degrees, 0, 0)).yawDegrees())
                    .isCloseTo(degrees, offset(7.0));
            assertThat(HeadPose.of(head(0, degrees, 0)).pitchDegrees() - straight.pitchDegrees())
                    .isCloseTo(degrees, offset(7.0));
            assertThat(HeadPose.of(head(0, 0, degrees)).rollDegrees())
                    .isCloseTo(degrees, offset(2.0));
        }
    }

    private static Set<FaceReason> flaws(FacePoints points) {
        FaceBox face = new FaceBox(200, 100, 440, 400, 1, points);
        return FaceQuality.judge(List.of(face), new FaceMeasures(200, 120, 50, 40, 40), 1);
    }

    @Test
    void judge_headOfEveryKind_saysHowItIsHeld() {
        assertThat(flaws(head(0, 0, 0))).isEmpty();
        assertThat(flaws(head(50, 0, 0))).containsExactly(FaceReason.TURNED_ASIDE);
        assertThat(flaws(head(-50, 0, 0))).containsExactly(FaceReason.TURNED_ASIDE);
        assertThat(flaws(head(0, 40, 0))).containsExactly(FaceReason.RAISED_OR_LOWERED);
        assertThat(flaws(head(0, 0, 35))).containsExactly(FaceReason.TILTED);
    }

    @Test
    void crop_atTheEdge_isMovedAndNotCut() {
        FaceBox face = new FaceBox(0, 10, 100, 130, 1, POINTS);
        int[] crop = PresencePair.crop(face, 2.7, 640, 480);
        assertThat(crop[0]).isZero();
        assertThat(crop[1]).isZero();
        assertThat(crop[2]).isBetween(269, 272);
        assertThat(crop[3]).isBetween(323, 326);
        int[] whole = PresencePair.crop(face, 9, 200, 200);
        assertThat(List.of(whole[0] + whole[2] <= 200, whole[1] + whole[3] <= 200))
                .containsOnly(true);
    }

    @Test
    void band_byThresholds_suggests() {
        FaceThresholds thresholds = new FaceThresholds(0.4, 0.25);
        assertThat(thresholds.band(0.4)).isEqualTo(FaceBand.SUGGESTS_SAME);
        assertThat(thresholds.band(0.39)).isEqualTo(FaceBand.OFFICER_COMPARES);
        assertThat(thresholds.band(0.25)).isEqualTo(FaceBand.OFFICER_COMPARES);
        assertThat(thresholds.band(0.24)).isEqualTo(FaceBand.SUGGESTS_DIFFERENT);
    }
}
