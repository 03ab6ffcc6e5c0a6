package org.yuanjian.face;

import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Another way from a picture to its vector, by the words of the models' description and plain
/// arithmetic: no OpenCV, nothing of ours but the models themselves.
final class ReferencePath {
    private static final int SIDE = 320;
    private static final int FACE = 128;
    private static final double[][] TEMPLATE = {
        {40.3928, 59.0815},
        {87.3757, 58.8587},
        {64.0336, 81.9847},
        {44.7324, 105.5606},
        {83.6399, 105.3761}
    };
    private static final float[] FILL = {123, 117, 104};

    private final TorchModel detector;
    private final TorchModel embedder;

    ReferencePath(TorchModel detector, TorchModel embedder) {
        this.detector = detector;
        this.embedder = embedder;
    }

    /// @param map a, b, dx, dy of x' = a x - b y + dx, y' = b x + a y + dy, onto the template
    /// @param vector of unit length
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Found(double[] map, float[] vector) {}

    /// @param rgb pixels as rows of red, green, blue
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Plain(int width, int height, float[] rgb) {
        float at(int x, int y, int channel) {
            return rgb[(y * width + x) * 3 + channel];
        }

        static Plain of(BufferedImage image) {
            float[] rgb = new float[image.getWidth() * image.getHeight() * 3];
            for (int y = 0, at = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int colour = image.getRGB(x, y);
                    rgb[at++] = colour >> 16 & 0xFF;
                    rgb[at++] = colour >> 8 & 0xFF;
                    rgb[at++] = colour & 0xFF;
                }
            }
            return new Plain(image.getWidth(), image.getHeight(), rgb);
        }

        /// Its edge drawn on.
        Plain bordered(int border) {
            int wide = width + 2 * border;
            int high = height + 2 * border;
            float[] out = new float[wide * high * 3];
            for (int y = 0, at = 0; y < high; y++) {
                for (int x = 0; x < wide; x++) {
                    for (int c = 0; c < 3; c++) {
                        out[at++] =
                                this.at(
                                        Math.clamp(x - border, 0, width - 1),
                                        Math.clamp(y - border, 0, height - 1),
                                        c);
                    }
                }
            }
            return new Plain(wide, high, out);
        }

        /// Between pixels, whose centres have whole numbers; the edge goes on for ever.
        float between(double x, double y, int channel) {
            int left = (int) Math.floor(x);
            int top = (int) Math.floor(y);
            double right = x - left;
            double below = y - top;
            int x0 = Math.clamp(left, 0, width - 1);
            int x1 = Math.clamp(left + 1, 0, width - 1);
            int y0 = Math.clamp(top, 0, height - 1);
            int y1 = Math.clamp(top + 1, 0, height - 1);
            return (float)
                    ((at(x0, y0, channel) * (1 - right) + at(x1, y0, channel) * right) * (1 - below)
                            + (at(x0, y1, channel) * (1 - right) + at(x1, y1, channel) * right)
                                    * below);
        }
    }

    Found find(Plain picture) throws FaceException {
        double[] face = best(picture);
        double[] map = leastSquares(face);
        FloatBuffer input = embedder.input();
        double size = map[0] * map[0] + map[1] * map[1];
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < FACE; y++) {
                for (int x = 0; x < FACE; x++) {
                    double u = x - map[2];
                    double v = y - map[3];
                    double sourceX = (map[0] * u + map[1] * v) / size;
                    double sourceY = (map[0] * v - map[1] * u) / size;
                    boolean isOutside =
                            sourceX < -1
                                    || sourceY < -1
                                    || sourceX > picture.width()
                                    || sourceY > picture.height();
                    input.put(isOutside ? 0 : inside(picture, sourceX, sourceY, c));
                }
            }
        }
        return new Found(map, embedder.run(1));
    }

    /// Black beyond the picture, so that its edge fades over one pixel.
    private static float inside(Plain picture, double x, double y, int channel) {
        double fadeX = Math.min(1, Math.min(x + 1, picture.width() - x));
        double fadeY = Math.min(1, Math.min(y + 1, picture.height() - y));
        return (float) (picture.between(x, y, channel) * fadeX * fadeY);
    }

    /// Score, box and points of the face that counts, in pixels of the picture.
    private double[] best(Plain picture) throws FaceException {
        double scale = (double) SIDE / Math.max(picture.width(), picture.height());
        int width = (int) Math.round(picture.width() * scale);
        int height = (int) Math.round(picture.height() * scale);
        FloatBuffer input = detector.input();
        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    boolean isInside = x < width && y < height;
                    double sourceX = (x + 0.5) * picture.width() / width - 0.5;
                    double sourceY = (y + 0.5) * picture.height() / height - 0.5;
                    input.put(isInside ? picture.between(sourceX, sourceY, c) : FILL[c]);
                }
            }
        }
        float[] rows = detector.run(1);
        List<double[]> found = new ArrayList<>();
        for (int at = 0; at < rows.length; at += 15) {
            if (rows[at + 4] > 0.5) {
                double[] face = new double[15];
                for (int i = 0; i < 15; i++) {
                    face[i] = i == 4 ? rows[at + 4] : rows[at + i] / scale;
                }
                found.add(face);
            }
        }
        return suppressed(found).stream()
                .max(Comparator.comparingDouble(face -> prominence(face, picture)))
                .orElseThrow(() -> new FaceException(FaceReason.NO_FACE, "none"));
    }

    private static List<double[]> suppressed(List<double[]> found) {
        found.sort((a, b) -> Double.compare(b[4], a[4]));
        List<double[]> kept = new ArrayList<>();
        for (double[] face : found) {
            if (kept.stream().noneMatch(other -> overlap(face, other) > 0.4)) {
                kept.add(face);
            }
        }
        return kept;
    }

    private static double overlap(double[] a, double[] b) {
        double wide = Math.max(0, Math.min(a[2], b[2]) - Math.max(a[0], b[0]));
        double high = Math.max(0, Math.min(a[3], b[3]) - Math.max(a[1], b[1]));
        double both = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]);
        return wide * high / (both - wide * high);
    }

    private static double prominence(double[] face, Plain picture) {
        double dx = (face[0] + face[2] - picture.width()) / 2;
        double dy = (face[1] + face[3] - picture.height()) / 2;
        return (face[2] - face[0]) * (face[3] - face[1]) - 2 * (dx * dx + dy * dy);
    }

    /// The normal equations of the four unknowns, solved by elimination: another way than that of
    /// the product.
    private static double[] leastSquares(double[] face) {
        double[][] m = new double[4][5];
        for (int i = 0; i < 5; i++) {
            double x = face[5 + 2 * i];
            double y = face[6 + 2 * i];
            add(m, new double[] {x, -y, 1, 0}, TEMPLATE[i][0]);
            add(m, new double[] {y, x, 0, 1}, TEMPLATE[i][1]);
        }
        for (int p = 0; p < 4; p++) {
            for (int row = 0; row < 4; row++) {
                double factor = row == p ? 0 : m[row][p] / m[p][p];
                for (int column = p; column < 5; column++) {
                    m[row][column] -= factor * m[p][column];
                }
            }
        }
        return new double[] {
            m[0][4] / m[0][0], m[1][4] / m[1][1], m[2][4] / m[2][2], m[3][4] / m[3][3]
        };
    }

    private static void add(double[][] m, double[] row, double goal) {
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                m[i][j] += row[i] * row[j];
            }
            m[i][4] += row[i] * goal;
        }
    }
}
