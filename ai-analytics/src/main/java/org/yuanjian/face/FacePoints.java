package org.yuanjian.face;

/// The five points of a face in pixels of the upright picture, x to the right and y down; left and
/// right as seen in the picture.
///
/// @param x of left eye, right eye, nose, left and right corner of the mouth
/// @param y of the same
@SuppressWarnings("ArrayRecordComponent") // copied in and out; never compared
record FacePoints(double[] x, double[] y) {
    static final int COUNT = 5;
    static final int LEFT_EYE = 0;
    static final int RIGHT_EYE = 1;
    static final int NOSE = 2;
    static final int LEFT_MOUTH = 3;
    static final int RIGHT_MOUTH = 4;

    double eyeDistance() {
        return Math.hypot(x[RIGHT_EYE] - x[LEFT_EYE], y[RIGHT_EYE] - y[LEFT_EYE]);
    }

    /// Every coordinate times a factor, less a border.
    FacePoints moved(double factor, double border) {
        double[] newX = new double[COUNT];
        double[] newY = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            newX[i] = x[i] * factor - border;
            newY[i] = y[i] * factor - border;
        }
        return new FacePoints(newX, newY);
    }
}
