package org.yuanjian.face;

/// Turns, scales and moves without mirroring: `x' = a x - b y + dx`, `y' = b x + a y + dy`.
record SimilarityTransform(double a, double b, double dx, double dy) {

    /// The transform that brings points nearest to others, by the sum of squares (Umeyama 1991,
    /// without reflection; in the plane it has this closed form).
    static SimilarityTransform between(FacePoints from, FacePoints to) {
        double fromX = mean(from.x());
        double fromY = mean(from.y());
        double toX = mean(to.x());
        double toY = mean(to.y());
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < FacePoints.COUNT; i++) {
            double x = from.x()[i] - fromX;
            double y = from.y()[i] - fromY;
            double goalX = to.x()[i] - toX;
            double goalY = to.y()[i] - toY;
            along += x * goalX + y * goalY;
            across += x * goalY - y * goalX;
            spread += x * x + y * y;
        }
        double a = spread == 0 ? 0 : along / spread;
        double b = spread == 0 ? 0 : across / spread;
        return new SimilarityTransform(
                a, b, toX - (a * fromX - b * fromY), toY - (b * fromX + a * fromY));
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /// Rows of the 2 × 3 matrix of an affine map.
    double[] matrix() {
        return new double[] {a, -b, dx, b, a, dy};
    }

    double scale() {
        return Math.hypot(a, b);
    }
}
