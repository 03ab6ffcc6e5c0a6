package org.yuanjian.benchmark.face;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.Bar;
import org.yuanjian.benchmark.BenchmarkResult;
import org.yuanjian.benchmark.Row;
import org.yuanjian.benchmark.machine.Machine;

/// Proposes thresholds from a site's own pairs, taken with the consent of those they show. It
/// proposes only what the number of pairs can carry: the upper end of the 95 % interval of each
/// error counts, not the error that happened.
final class Calibration {
    static final double FALSE_ACCEPTS = 1e-3;
    static final double FALSE_REJECTS = 5e-3;

    private static final double Z = 1.959964;
    private static final double STEP = 0.005;
    private static final double HIGHEST = 0.9;
    private static final double LOWEST = 0;
    private static final int ENOUGH_GENUINE = 765;
    private static final int ENOUGH_IMPOSTOR = 3_838;

    private final List<ScoredPair> pairs;
    private final RateCurve curve;

    Calibration(List<ScoredPair> pairs) {
        this.pairs = pairs;
        this.curve = RateCurve.of(pairs);
    }

    BenchmarkResult result() throws IOException {
        double same = sameFrom();
        double different = Math.min(same, differentBelow());
        // Both are set together or not at all.
        if (Double.isNaN(different)) {
            same = Double.NaN;
        }
        List<Row> rows = new ArrayList<>();
        rows.add(
                new Row()
                        .put("of", "pairs")
                        .put("pairs", pairs.size())
                        .put("genuine", curve.genuineCount())
                        .put("impostor", curve.impostorCount()));
        rows.add(proposal("yuanjian.face.same-from", same));
        rows.add(proposal("yuanjian.face.different-below", different));
        return new BenchmarkResult("face calibrate", Machine.describe(), rows, bars());
    }

    private Row proposal(String setting, double threshold) {
        Row row = new Row().put("of", setting);
        if (Double.isNaN(threshold)) {
            return row.put("proposed", "none: these pairs cannot carry one");
        }
        int accepts = curve.falseAcceptCount(threshold);
        int rejects = curve.falseRejectCount(threshold);
        return row.put("proposed", threshold)
                .put("far", curve.falseAccepts(threshold))
                .put("far_upper", upper(accepts, curve.impostorCount()))
                .put("frr", curve.falseRejects(threshold))
                .put("frr_upper", upper(rejects, curve.genuineCount()));
    }

    /// With fewer, not even a set without one error carries the rates above.
    private List<Bar> bars() {
        return List.of(
                Bar.atLeast("pairs of one person", (double) curve.genuineCount(), ENOUGH_GENUINE),
                Bar.atLeast(
                        "pairs of two people", (double) curve.impostorCount(), ENOUGH_IMPOSTOR));
    }

    /// The lowest threshold with a false accept rate that surely is low enough; NaN: none.
    double sameFrom() {
        for (double threshold = LOWEST; threshold <= HIGHEST; threshold += STEP) {
            if (upper(curve.falseAcceptCount(threshold), curve.impostorCount()) <= FALSE_ACCEPTS) {
                return rounded(threshold);
            }
        }
        return Double.NaN;
    }

    /// The highest threshold with a false reject rate that surely is low enough; NaN: none.
    double differentBelow() {
        for (double threshold = HIGHEST; threshold >= LOWEST; threshold -= STEP) {
            if (upper(curve.falseRejectCount(threshold), curve.genuineCount()) <= FALSE_REJECTS) {
                return rounded(threshold);
            }
        }
        return Double.NaN;
    }

    private static double rounded(double threshold) {
        return Math.round(threshold / STEP) * STEP;
    }

    /// Upper end of the 95 % interval of a share (Wilson 1927).
    static double upper(int errors, int count) {
        if (count == 0) {
            return 1;
        }
        double share = (double) errors / count;
        double square = Z * Z / count;
        double spread = Math.sqrt(share * (1 - share) * square + square * square / 4);
        return (share + square / 2 + spread) / (1 + square);
    }
}
