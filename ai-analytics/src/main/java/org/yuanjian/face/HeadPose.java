package org.yuanjian.face;

/// How a head is held, from its five points.
///
/// @param yawDegrees above 0: turned to the right of the picture, which is the person's own left
/// @param pitchDegrees above 0: lowered. Faces differ: what counts is the change
/// @param rollDegrees above 0: tilted clockwise in the picture
public record HeadPose(double yawDegrees, double pitchDegrees, double rollDegrees) {
    // A head in front of us: x to the right, y down, z towards the eye, in distances of the eyes
    // (anthropometric means: nose tip 0.55 before the eyes, mouth 0.15).
    private static final double[][] HEAD = {
        {-0.5, -0.42, 0}, {0.5, -0.42, 0}, {0, 0.12, 0.55}, {-0.4, 0.62, 0.12}, {0.4, 0.62, 0.12}
    };
    private static final int AXES = 3;

    /// A head seen from far (scaled orthographic projection; the first step of DeMenthon and Davis
    /// 1995): a linear map of the model onto the points, whose rows give the turn.
    static HeadPose of(FacePoints points) {
        double[][] model = centred();
        double[] rowX = row(model, points.x());
        double[] rowY = row(model, points.y());
        double[] first = unit(rowX);
        double[] second = unit(rowY);
        double[] third = {
            first[1] * second[2] - first[2] * second[1],
            first[2] * second[0] - first[0] * second[2],
            first[0] * second[1] - first[1] * second[0]
        };
        // Where the nose points to: the model's z axis in the picture and towards us.
        double yaw = Math.toDegrees(Math.atan2(first[2], third[2]));
        double pitch = Math.toDegrees(Math.asin(Math.clamp(second[2], -1, 1)));
        double roll = Math.toDegrees(Math.atan2(second[0], second[1]));
        return new HeadPose(yaw, pitch, roll);
    }

    private static double[][] centred() {
        double[] mean = new double[AXES];
        for (double[] point : HEAD) {
            for (int axis = 0; axis < AXES; axis++) {
                mean[axis] += point[axis] / HEAD.length;
            }
        }
        double[][] centred = new double[HEAD.length][AXES];
        for (int i = 0; i < HEAD.length; i++) {
            for (int axis = 0; axis < AXES; axis++) {
                centred[i][axis] = HEAD[i][axis] - mean[axis];
            }
        }
        return centred;
    }

    /// Least squares: (MᵀM)⁻¹ Mᵀ v, the sums about the mean of v.
    private static double[] row(double[][] model, double[] values) {
        double[][] square = new double[AXES][AXES];
        double[] right = new double[AXES];
        for (int i = 0; i < model.length; i++) {
            for (int a = 0; a < AXES; a++) {
                right[a] += model[i][a] * values[i];
                for (int b = 0; b < AXES; b++) {
                    square[a][b] += model[i][a] * model[i][b];
                }
            }
        }
        double all = determinant(square);
        double[] row = new double[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            double[][] replaced = new double[AXES][];
            for (int a = 0; a < AXES; a++) {
                replaced[a] = square[a].clone();
                replaced[a][axis] = right[a];
            }
            row[axis] = determinant(replaced) / all;
        }
        return row;
    }

    private static double determinant(double[][] m) {
        return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }

    private static double[] unit(double[] row) {
        double length = Math.sqrt(row[0] * row[0] + row[1] * row[1] + row[2] * row[2]);
        return length == 0 ? row : new double[] {row[0] / length, row[1] / length, row[2] / length};
    }
}
