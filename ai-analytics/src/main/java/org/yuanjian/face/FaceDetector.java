package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// Finds faces and their five points. One thread.
///
/// The model sees the picture shrunk or enlarged to its side, at the top left, the rest filled. A
/// row of its output: x1 y1 x2 y2 score and five x, y, in pixels of that square.
final class FaceDetector implements AutoCloseable {
    private static final double SCORE = 0.5;
    private static final double OVERLAP = 0.4;
    private static final int ROW = 15;
    private static final int FIRST_POINT = 5;
    private static final int MOST_FACES = 64;
    // What is found in noise is smaller, in pixels of the square.
    private static final double NARROWEST = 12;
    // The mean colour of the pictures it was trained on, as blue green red.
    private static final double[] FILL = {104, 117, 123};
    // Faces cut at the edge of small pictures are found when the edge is drawn on.
    private static final int SMALL_SIDE = 200;
    private static final int BORDER = 40;

    private final TorchModel model;
    private final PicturePlanes planes;

    FaceDetector(TorchModel model) {
        this.model = model;
        this.planes = new PicturePlanes(model.side());
    }

    /// Faces, and the picture they were found in, by whose pixels they are measured.
    record Faces(Mat picture, List<FaceBox> found) {}

    /// @param picture 8 bits, blue green red
    /// @return none of those found covers another. The picture may be another one, which has had
    ///   its edge drawn on: faces are to be cut from that
    Faces find(Mat picture) throws FaceException {
        int smaller = Math.min(picture.cols(), picture.rows());
        if (smaller < SMALL_SIDE) {
            return findBordered(picture, BORDER);
        }
        List<FaceBox> found = findIn(picture);
        return found.isEmpty() ? findBordered(picture, smaller / 4) : new Faces(picture, found);
    }

    private Faces findBordered(Mat picture, int border) throws FaceException {
        Mat bordered = new Mat();
        copyMakeBorder(picture, bordered, border, border, border, border, BORDER_REPLICATE);
        return new Faces(bordered, findIn(bordered));
    }

    private List<FaceBox> findIn(Mat picture) throws FaceException {
        double scale = (double) model.side() / Math.max(picture.cols(), picture.rows());
        letterbox(picture, scale);
        float[] rows = model.run(1);
        List<FaceBox> found = new ArrayList<>();
        for (int at = 0; at + ROW <= rows.length; at += ROW) {
            if (rows[at + 4] > SCORE && rows[at + 2] - rows[at] >= NARROWEST) {
                found.add(face(rows, at).moved(1 / scale, 0));
            }
        }
        return withoutOverlap(found);
    }

    private void letterbox(Mat picture, double scale) {
        int width = Math.clamp(Math.round(picture.cols() * scale), 1, model.side());
        int height = Math.clamp(Math.round(picture.rows() * scale), 1, model.side());
        Mat scaled = new Mat();
        Mat square = new Mat();
        try (Size size = new Size(width, height);
                Scalar fill = new Scalar(FILL[0], FILL[1], FILL[2], 0)) {
            resize(picture, scaled, size, 0, 0, INTER_LINEAR);
            int right = model.side() - width;
            int below = model.side() - height;
            copyMakeBorder(scaled, square, 0, below, 0, right, BORDER_CONSTANT, fill);
            planes.put(square, model.input());
        } finally {
            scaled.close();
            square.close();
        }
    }

    private static FaceBox face(float[] rows, int at) {
        double[] x = new double[FacePoints.COUNT];
        double[] y = new double[FacePoints.COUNT];
        for (int i = 0; i < FacePoints.COUNT; i++) {
            x[i] = rows[at + FIRST_POINT + 2 * i];
            y[i] = rows[at + FIRST_POINT + 2 * i + 1];
        }
        return new FaceBox(
                rows[at],
                rows[at + 1],
                rows[at + 2],
                rows[at + 3],
                rows[at + 4],
                new FacePoints(x, y));
    }

    /// Non-maximum suppression: the surest first, none that overlaps a surer one.
    private static List<FaceBox> withoutOverlap(List<FaceBox> found) {
        found.sort(Comparator.comparingDouble(FaceBox::score).reversed());
        List<FaceBox> kept = new ArrayList<>();
        for (FaceBox face : found) {
            if (kept.size() < MOST_FACES
                    && kept.stream().noneMatch(other -> other.overlap(face) > OVERLAP)) {
                kept.add(face);
            }
        }
        return kept;
    }

    @Override
    public void close() {
        model.close();
    }
}
