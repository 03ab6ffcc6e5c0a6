package org.yuanjian.face;

/// A face as the detector found it.
///
/// @param left edge in pixels of the upright picture (xyxy)
/// @param top edge
/// @param right edge
/// @param bottom edge
/// @param score 0 to 1: how sure the detector is
/// @param points the five points
record FaceBox(
        double left, double top, double right, double bottom, double score, FacePoints points) {
    double width() {
        return right - left;
    }

    double height() {
        return bottom - top;
    }

    double area() {
        return Math.max(0, width()) * Math.max(0, height());
    }

    /// Intersection over union.
    double overlap(FaceBox other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        if (width <= 0 || height <= 0) {
            return 0;
        }
        double common = width * height;
        return common / (area() + other.area() - common);
    }

    /// Every coordinate times a factor, less a border.
    FaceBox moved(double factor, double border) {
        return new FaceBox(
                left * factor - border,
                top * factor - border,
                right * factor - border,
                bottom * factor - border,
                score,
                points.moved(factor, border));
    }
}
