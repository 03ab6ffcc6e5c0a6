package org.yuanjian.benchmark.face;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was asked for on the command line.
///
/// @param verb `pairs` or `calibrate`
/// @param pairs the list
/// @param root what its paths begin at
/// @param out where the scores go; empty: nowhere
/// @param threads how many read
/// @param models folder of the models
/// @param natives where native libraries are unpacked
record FaceOrders(
        String verb,
        Path pairs,
        Path root,
        Optional<Path> out,
        int threads,
        Path models,
        Path natives) {
    private static final Set<String> VERBS = Set.of("pairs", "calibrate");
    private static final Set<String> NAMES =
            Set.of("--pairs", "--root", "--out", "--threads", "--models", "--natives");
    private static final int MOST_THREADS = 64;

    /// @throws IllegalArgumentException in plain words
    static FaceOrders parse(List<String> arguments) {
        String verb = arguments.isEmpty() ? "" : arguments.getFirst();
        if (!VERBS.contains(verb)) {
            throw new IllegalArgumentException("face does \"pairs\" and \"calibrate\"");
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("face " + verb + " does not know " + name);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " takes a value");
            }
            values.put(name, arguments.get(i + 1));
        }
        return new FaceOrders(
                verb,
                Path.of(need(values, "--pairs")),
                Path.of(need(values, "--root")),
                Optional.ofNullable(values.get("--out")).map(Path::of),
                threads(values.getOrDefault("--threads", "1")),
                Path.of(values.getOrDefault("--models", "models")),
                Path.of(values.getOrDefault("--natives", ".yuanjian/natives")));
    }

    private static String need(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static int threads(String text) {
        if (!text.matches("\\d{1,2}")
                || Integer.parseInt(text) < 1
                || Integer.parseInt(text) > MOST_THREADS) {
            throw new IllegalArgumentException("--threads takes a number from 1 to 64");
        }
        return Integer.parseInt(text);
    }
}
