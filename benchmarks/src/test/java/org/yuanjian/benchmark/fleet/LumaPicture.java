package org.yuanjian.benchmark.fleet;

/// A decoded picture, its luma only; what it says of itself leaves out the top sixth, where the
/// stopwatch stands.
final class LumaPicture {
    private static final int EDGE = 16;

    private final int width;
    private final int height;
    private final byte[] luma;

    /// @param luma row by row, 16–235
    LumaPicture(int width, int height, byte[] luma) {
        this.width = width;
        this.height = height;
        this.luma = luma;
    }

    private int first() {
        return height / 6 * width;
    }

    private int at(int index) {
        return luma[index] & 0xFF;
    }

    /// Mean luma.
    double brightness() {
        long sum = 0;
        for (int i = first(); i < luma.length; i++) {
            sum += at(i);
        }
        return (double) sum / (luma.length - first());
    }

    /// Share of the pixels that are much brighter or darker than their left neighbour.
    double sharpness() {
        int edges = 0;
        for (int i = first() + 1; i < luma.length; i++) {
            edges += Math.abs(at(i) - at(i - 1)) > EDGE ? 1 : 0;
        }
        return (double) edges / (luma.length - first());
    }

    /// Mean absolute difference to a picture of the same size.
    double difference(LumaPicture other) {
        long sum = 0;
        for (int i = first(); i < luma.length; i++) {
            sum += Math.abs(at(i) - other.at(i));
        }
        return (double) sum / (luma.length - first());
    }
}
