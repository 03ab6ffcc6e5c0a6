package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_core.meanStdDev;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.Laplacian;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import java.nio.DoubleBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/// What an aligned face shows, as numbers.
///
/// @param sharpness variance of the Laplacian of its grey values
/// @param brightness mean grey value, 0–255
/// @param contrast standard deviation of its grey values
/// @param eyes the lesser contrast of the two eyes
/// @param mouth contrast of the mouth
record FaceMeasures(
        double sharpness, double brightness, double contrast, double eyes, double mouth) {
    // Where FaceAligner puts things: left, top, width, height.
    private static final int[] INNER = {20, 30, 88, 90};
    private static final int[] LEFT_EYE = {26, 48, 30, 22};
    private static final int[] RIGHT_EYE = {72, 48, 30, 22};
    private static final int[] MOUTH = {40, 94, 48, 24};

    /// @param aligned as [FaceAligner#align] cuts it
    static FaceMeasures of(Mat aligned) {
        Mat grey = new Mat();
        Mat edges = new Mat();
        try {
            cvtColor(aligned, grey, COLOR_BGR2GRAY);
            Laplacian(grey, edges, CV_64F);
            double[] inner = meanAndDeviation(grey, INNER);
            double sharp = meanAndDeviation(edges, INNER)[1];
            double eyes =
                    Math.min(
                            meanAndDeviation(grey, LEFT_EYE)[1],
                            meanAndDeviation(grey, RIGHT_EYE)[1]);
            double mouth = meanAndDeviation(grey, MOUTH)[1];
            return new FaceMeasures(sharp * sharp, inner[0], inner[1], eyes, mouth);
        } finally {
            grey.close();
            edges.close();
        }
    }

    private static double[] meanAndDeviation(Mat picture, int[] place) {
        try (Rect rect = new Rect(place[0], place[1], place[2], place[3]);
                Mat part = new Mat(picture, rect);
                Mat mean = new Mat();
                Mat deviation = new Mat()) {
            meanStdDev(part, mean, deviation);
            return new double[] {
                mean.<DoubleBuffer>createBuffer().get(0),
                deviation.<DoubleBuffer>createBuffer().get(0)
            };
        }
    }
}
