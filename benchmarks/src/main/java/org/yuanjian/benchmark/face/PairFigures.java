package org.yuanjian.benchmark.face;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yuanjian.benchmark.Bar;
import org.yuanjian.benchmark.BenchmarkResult;
import org.yuanjian.benchmark.Row;
import org.yuanjian.benchmark.machine.Machine;
import org.yuanjian.face.FaceThresholds;

/// What scored pairs say of the verifier: for each part of the set and for all of it. Shares are of
/// one, not per cent.
final class PairFigures {
    private static final String ALL = "all";
    private static final double FAR_PERCENT = 1e-2;
    private static final double FAR_MILLE = 1e-3;

    private final List<ScoredPair> pairs;
    private final Map<String, PairReading> readings;
    private final FaceThresholds thresholds;
    private final List<Row> rows = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    /// How long it took.
    ///
    /// @param threads how many read
    /// @param start milliseconds until the models were loaded
    /// @param reading milliseconds for all pictures and pairs
    /// @param stages milliseconds over all pictures and threads
    record Times(int threads, long start, long reading, Map<String, Double> stages) {}

    PairFigures(
            List<ScoredPair> pairs, Map<String, PairReading> readings, FaceThresholds thresholds) {
        this.pairs = pairs;
        this.readings = readings;
        this.thresholds = thresholds;
    }

    BenchmarkResult result(Times times) throws IOException {
        Map<String, List<ScoredPair>> parts = new TreeMap<>();
        for (ScoredPair pair : pairs) {
            parts.computeIfAbsent(pair.pair().part(), _ -> new ArrayList<>()).add(pair);
        }
        parts.remove("");
        if (parts.size() > 1) {
            parts.forEach(this::add);
        }
        add(
                parts.size() == 1 && parts.values().iterator().next().size() == pairs.size()
                        ? parts.keySet().iterator().next()
                        : ALL,
                pairs);
        reasons();
        time(times);
        return new BenchmarkResult("face pairs", Machine.describe(), rows, bars);
    }

    private void add(String part, List<ScoredPair> scored) {
        Set<String> pictures = new LinkedHashSet<>();
        scored.forEach(pair -> {
            pictures.add(pair.pair().pathA());
            pictures.add(pair.pair().pathB());
        });
        long faces = pictures.stream().filter(this::hasFace).count();
        double detection = (double) faces / pictures.size();
        Row row =
                new Row()
                        .put("of", part)
                        .put("pictures", pictures.size())
                        .put("detection", detection)
                        .put("pairs", scored.size())
                        .put("scored", scored.stream().filter(p -> p.score().isPresent()).count());
        RateCurve curve = RateCurve.of(scored);
        if (curve.genuineCount() > 0 && curve.impostorCount() > 0) {
            row.putAll(rates(curve));
        }
        rows.add(row);
        bars(part, detection, curve);
    }

    private boolean hasFace(String path) {
        PairReading reading = readings.get(path);
        return reading != null && reading.template().isPresent();
    }

    private Row rates(RateCurve curve) {
        return new Row()
                .put("genuine", curve.genuineCount())
                .put("impostor", curve.impostorCount())
                .put("eer", exact(curve.equalErrors()))
                .put("accuracy", exact(curve.accuracy()))
                .put("tar_at_far_1e-2", exact(curve.trueAccepts(FAR_PERCENT)))
                .put("tar_at_far_1e-3", exact(curve.trueAccepts(FAR_MILLE)))
                .put("threshold_at_far_1e-3", exact(curve.thresholdAt(FAR_MILLE)))
                .put("same_from", thresholds.sameFrom())
                .put("frr", exact(curve.falseRejects(thresholds.sameFrom())))
                .put("far", exact(curve.falseAccepts(thresholds.sameFrom())))
                .put("different_below", thresholds.differentBelow())
                .put("frr_below", exact(curve.falseRejects(thresholds.differentBelow())))
                .put("far_above", exact(curve.falseAccepts(thresholds.differentBelow())));
    }

    /// Digits enough for a share of a hundred thousand pairs.
    private static Object exact(double share) {
        return new BigDecimal(share).setScale(6, RoundingMode.HALF_UP);
    }

    /// What the development set has to show; another set has no bars.
    private void bars(String part, double detection, RateCurve curve) {
        boolean isLfw = part.equals("lfw");
        if (!isLfw && !part.equals("orl")) {
            return;
        }
        bars.add(Bar.atLeast(part + ": pictures with a face found", detection, 0.999));
        if (curve.genuineCount() == 0 || curve.impostorCount() == 0) {
            return;
        }
        bars.add(Bar.atMost(part + ": EER", curve.equalErrors(), isLfw ? 0.006 : 0.003));
        if (isLfw) {
            bars.add(Bar.atLeast("lfw: TAR at FAR 1e-3", curve.trueAccepts(FAR_MILLE), 0.985));
            bars.add(
                    Bar.atMost(
                            "lfw: FRR at same-from",
                            curve.falseRejects(thresholds.sameFrom()),
                            0.025));
            bars.add(
                    Bar.atMost(
                            "lfw: FAR at same-from",
                            curve.falseAccepts(thresholds.sameFrom()),
                            0.0005));
        }
    }

    private void reasons() {
        Map<String, Integer> counts = new TreeMap<>();
        readings.values()
                .forEach(reading -> {
                    for (String reason : reading.reasons().split("\\+", -1)) {
                        counts.merge(reason, 1, Integer::sum);
                    }
                });
        counts.remove("");
        Row row = new Row().put("of", "pictures by what is said of them");
        counts.forEach(row::put);
        rows.add(row);
    }

    private void time(Times times) {
        Row row =
                new Row()
                        .put("of", "time")
                        .put("threads", times.threads())
                        .put("models_loaded_ms", times.start())
                        .put("seconds", times.reading() / 1000.0);
        Map<String, Double> stages = new LinkedHashMap<>(times.stages());
        stages.forEach((stage, millis) -> row.put(stage + "_ms", millis / readings.size()));
        rows.add(row);
    }
}
