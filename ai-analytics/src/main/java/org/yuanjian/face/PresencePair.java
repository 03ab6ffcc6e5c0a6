package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// The two models that say whether a face looks like one before the camera, or like a picture of
/// one. Advisory: nobody has measured their errors here. One thread.
final class PresencePair implements AutoCloseable {
    static final int SIDE = 80;

    /// From where on it is taken for live: no error rate stands behind it.
    static final double LIVE_FROM = 0.5;

    private static final int CLASSES = 3;
    private static final int LIVE = 1;

    private final List<Part> parts;
    private final PicturePlanes planes = new PicturePlanes(SIDE);

    /// @param scale how much of the surroundings it sees, in boxes
    record Part(TorchModel model, double scale) {}

    /// A face in the picture it was found in, whole: a tight crop tells these models nothing.
    record Face(Mat picture, FaceBox box) {}

    PresencePair(Part near, Part wide) {
        parts = List.of(near, wide);
    }

    /// How likely each face is live, 0 to 1: the mean of both models.
    List<Double> live(List<Face> faces) throws FaceException {
        double[] sums = new double[faces.size()];
        for (Part part : parts) {
            FloatBuffer input = part.model().input();
            faces.forEach(face -> put(face, part.scale(), input));
            float[] rows = faces.isEmpty() ? new float[0] : part.model().run(faces.size());
            for (int i = 0; i < sums.length; i++) {
                sums[i] += rows[i * CLASSES + LIVE];
            }
        }
        List<Double> live = new ArrayList<>();
        for (double sum : sums) {
            live.add(sum / parts.size());
        }
        return live;
    }

    private void put(Face face, double scale, FloatBuffer input) {
        int[] crop = crop(face.box(), scale, face.picture().cols(), face.picture().rows());
        Mat scaled = new Mat();
        try (Rect place = new Rect(crop[0], crop[1], crop[2], crop[3]);
                Mat cut = new Mat(face.picture(), place);
                Size size = new Size(SIDE, SIDE)) {
            resize(cut, scaled, size, 0, 0, INTER_LINEAR);
            planes.put(scaled, input);
        } finally {
            scaled.close();
        }
    }

    /// The box about its own centre, as many times as large as the picture allows up to a scale,
    /// moved back into the picture where it would leave it.
    ///
    /// @return left, top, width and height in whole pixels
    static int[] crop(FaceBox box, double scale, int width, int height) {
        double boxWidth = Math.max(1, box.width());
        double boxHeight = Math.max(1, box.height());
        double allowed =
                Math.min(scale, Math.min((height - 1) / boxHeight, (width - 1) / boxWidth));
        int[] x = span((box.left() + box.right()) / 2, boxWidth * allowed, width);
        int[] y = span((box.top() + box.bottom()) / 2, boxHeight * allowed, height);
        return new int[] {x[0], y[0], x[1], y[1]};
    }

    private static int[] span(double centre, double length, int all) {
        double first = centre - length / 2;
        double last = centre + length / 2;
        if (first < 0) {
            last -= first;
            first = 0;
        }
        if (last > all - 1) {
            first -= last - all + 1;
            last = all - 1;
        }
        int from = Math.clamp((long) first, 0, all - 1);
        int to = Math.clamp((long) last, from, all - 1);
        return new int[] {from, to - from + 1};
    }

    @Override
    public void close() {
        parts.forEach(part -> part.model().close());
    }
}
