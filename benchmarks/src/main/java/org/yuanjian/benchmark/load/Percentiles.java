package org.yuanjian.benchmark.load;

import java.util.Collection;
import java.util.stream.DoubleStream;

/// What shares of some measured times did not exceed, by the nearest rank. A time below 0 stands
/// for what never happened, which took longer than all that did.
public final class Percentiles {
    private final double[] sorted;

    private Percentiles(DoubleStream times) {
        sorted = times.map(time -> time < 0 ? Double.POSITIVE_INFINITY : time).sorted().toArray();
    }

    public static Percentiles of(DoubleStream times) {
        return new Percentiles(times);
    }

    public static Percentiles of(Collection<Double> times) {
        return of(times.stream().mapToDouble(Double::doubleValue));
    }

    public int count() {
        return sorted.length;
    }

    /// @param share from 0, the shortest, to 1, the longest
    /// @return not a number where nothing was measured
    public double at(double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)];
    }

    public double max() {
        return at(1);
    }
}
