package org.yuanjian.benchmark.face;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yuanjian.face.FaceEngine;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceReading;

/// Reads each picture of a list once.
final class PairReadings {
    // What the verifier takes of people, and one byte more to see that it is too much.
    private static final int MOST_BYTES = (15 << 20) + 1;
    private static final int AHEAD = 4;

    private final FaceEngine engine;
    private final Path root;
    private final Semaphore places;
    private final Map<String, PairReading> readings = new ConcurrentHashMap<>();

    private PairReadings(FaceEngine engine, Path root, int threads) {
        this.engine = engine;
        this.root = root;
        this.places = new Semaphore(threads * AHEAD);
    }

    /// @param root what the paths of the list begin at
    /// @return by path, in the order of the list
    static Map<String, PairReading> read(
            FaceEngine engine, List<FacePair> pairs, Path root, int threads)
            throws InterruptedException {
        PairReadings readings = new PairReadings(engine, root, threads);
        List<String> paths =
                pairs.stream()
                        .flatMap(pair -> Stream.of(pair.pathA(), pair.pathB()))
                        .distinct()
                        .toList();
        for (String path : paths) {
            readings.read(path);
        }
        readings.places.acquire(threads * AHEAD);
        Map<String, PairReading> ordered = new LinkedHashMap<>();
        paths.forEach(
                path -> ordered.put(path, readings.readings.getOrDefault(path, PairReading.NONE)));
        return ordered;
    }

    private void read(String path) throws InterruptedException {
        Optional<byte[]> bytes = bytes(path);
        if (bytes.isEmpty()) {
            readings.put(path, PairReading.NONE);
            return;
        }
        places.acquire();
        CompletableFuture<FaceReading> reading = engine.measure(bytes.get());
        var _ =
                reading.whenComplete((found, refusal) -> {
                    readings.put(path, found != null ? reading(found) : refused(refusal));
                    places.release();
                });
    }

    private Optional<byte[]> bytes(String path) {
        try {
            Path file = root.resolve(path);
            if (path.isBlank() || !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            try (var in = Files.newInputStream(file)) {
                return Optional.of(in.readNBytes(MOST_BYTES));
            }
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static PairReading reading(FaceReading found) {
        return new PairReading(
                Optional.of(found.template()),
                found.reasons().stream().map(Enum::name).collect(Collectors.joining("+")));
    }

    private static PairReading refused(Throwable refusal) {
        return new PairReading(
                Optional.empty(),
                refusal instanceof FaceException known ? known.reason().name() : "FAILED");
    }
}
