package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Turns, scales and cuts a picture so that the five points of its face lie where the embedding
/// model learnt to expect them.
final class FaceAligner {
    static final int SIDE = 128;

    // Not the template of 112 scaled to 128: the model was trained on faces cut at 96 × 112.
    private static final FacePoints TEMPLATE =
            new FacePoints(
                    new double[] {40.3928, 87.3757, 64.0336, 44.7324, 83.6399},
                    new double[] {59.0815, 58.8587, 81.9847, 105.5606, 105.3761});

    private FaceAligner() {}

    static SimilarityTransform transform(FacePoints points) {
        return SimilarityTransform.between(points, TEMPLATE);
    }

    /// @return 128 × 128, 8 bits, blue green red; the caller closes it
    static Mat align(Mat picture, FacePoints points) {
        Mat aligned = new Mat();
        try (DoublePointer values = new DoublePointer(transform(points).matrix());
                Mat matrix = new Mat(2, 3, CV_64F, values);
                Size size = new Size(SIDE, SIDE);
                Scalar black = new Scalar(0, 0, 0, 0)) {
            warpAffine(picture, aligned, matrix, size, INTER_LINEAR, BORDER_CONSTANT, black);
        }
        return aligned;
    }
}
