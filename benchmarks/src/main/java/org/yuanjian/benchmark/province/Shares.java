package org.yuanjian.benchmark.province;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Splits a whole number by weights so that the parts add up (largest remainders).
final class Shares {
    private Shares() {}

    static int[] split(int total, List<Double> weights) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        double[] exact = weights.stream().mapToDouble(w -> total * w / sum).toArray();
        int[] parts = new int[exact.length];
        int left = total;
        for (int i = 0; i < exact.length; i++) {
            parts[i] = (int) exact[i];
            left -= parts[i];
        }
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> parts[i] - exact[i]))
                .limit(left)
                .forEach(i -> parts[i]++);
        return parts;
    }
}
