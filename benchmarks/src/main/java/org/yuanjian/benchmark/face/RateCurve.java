package org.yuanjian.benchmark.face;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/// How often a threshold errs: on pairs of one person that fall below it, and on pairs of two that
/// do not.
final class RateCurve {
    private final double[] genuine;
    private final double[] impostor;

    /// @param genuine scores of pairs of one person
    /// @param impostor scores of pairs of two
    RateCurve(double[] genuine, double[] impostor) {
        this.genuine = genuine.clone();
        this.impostor = impostor.clone();
        Arrays.sort(this.genuine);
        Arrays.sort(this.impostor);
    }

    static RateCurve of(List<ScoredPair> pairs) {
        return new RateCurve(
                scores(pairs, pair -> pair.pair().same().orElse(false)),
                scores(pairs, pair -> !pair.pair().same().orElse(true)));
    }

    private static double[] scores(List<ScoredPair> pairs, Predicate<ScoredPair> wanted) {
        return pairs.stream()
                .filter(pair -> pair.score().isPresent())
                .filter(wanted)
                .mapToDouble(pair -> pair.score().getAsDouble())
                .toArray();
    }

    int genuineCount() {
        return genuine.length;
    }

    int impostorCount() {
        return impostor.length;
    }

    /// Share of pairs of one person below a threshold.
    double falseRejects(double threshold) {
        return (double) below(genuine, threshold) / genuine.length;
    }

    /// Share of pairs of two people at a threshold or above.
    double falseAccepts(double threshold) {
        return (double) falseAcceptCount(threshold) / impostor.length;
    }

    int falseAcceptCount(double threshold) {
        return impostor.length - below(impostor, threshold);
    }

    int falseRejectCount(double threshold) {
        return below(genuine, threshold);
    }

    private static int below(double[] sorted, double threshold) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// The lowest threshold at which no larger share of pairs of two people is taken for one.
    double thresholdAt(double falseAccepts) {
        int allowed = (int) Math.floor(falseAccepts * impostor.length);
        return allowed >= impostor.length
                ? -1
                : Math.nextUp(impostor[impostor.length - 1 - allowed]);
    }

    /// Share of pairs of one person accepted at [#thresholdAt].
    double trueAccepts(double falseAccepts) {
        return 1 - falseRejects(thresholdAt(falseAccepts));
    }

    /// Where both rates meet: their mean at the threshold where they differ least.
    double equalErrors() {
        double least = Double.POSITIVE_INFINITY;
        double equal = Double.NaN;
        for (double threshold : thresholds()) {
            double rejects = falseRejects(threshold);
            double accepts = falseAccepts(threshold);
            if (Math.abs(rejects - accepts) < least) {
                least = Math.abs(rejects - accepts);
                equal = (rejects + accepts) / 2;
            }
        }
        return equal;
    }

    /// The best share of pairs any threshold judges rightly.
    double accuracy() {
        double best = 0;
        for (double threshold : thresholds()) {
            double right =
                    genuine.length
                            - below(genuine, threshold)
                            + (double) below(impostor, threshold);
            best = Math.max(best, right / (genuine.length + impostor.length));
        }
        return best;
    }

    private double[] thresholds() {
        double[] all = Arrays.copyOf(genuine, genuine.length + impostor.length);
        System.arraycopy(impostor, 0, all, genuine.length, impostor.length);
        return all;
    }
}
