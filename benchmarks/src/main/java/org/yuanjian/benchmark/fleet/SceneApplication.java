package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.yuanjian.benchmark.fleet.media.LoopKey;
import org.yuanjian.benchmark.fleet.media.LoopLibrary;
import org.yuanjian.benchmark.fleet.media.PictureSize;
import org.yuanjian.benchmark.fleet.scene.Look;

/// Encodes the loops that a fleet plays without faults, those of sub streams first, where an
/// earlier run has not left them: `--points-file FILE`, and where wanted `--loops DIR`. Says
/// nothing when there is nothing to do.
public final class SceneApplication {
    private static final int POINTS = 100_000;

    private final FleetSettings settings;
    private final PrintStream out;

    SceneApplication(FleetSettings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        try {
            CommandLine line = CommandLine.parse(arguments, List.of("points-file", "loops"));
            Path points = Path.of(line.text("points-file").orElse("config/points.csv"));
            FleetSettings usual = FleetSettings.of(points, POINTS, Path.of(""));
            FleetSettings settings =
                    line.text("loops")
                            .map(folder -> usual.withLoops(Path.of(folder), usual.loopLength()))
                            .orElse(usual);
            new SceneApplication(settings, System.err).run();
        } catch (IllegalArgumentException | IOException | CompletionException e) {
            System.err.println("The scenes cannot be encoded: " + e);
            System.exit(1);
        }
    }

    /// Returns when every loop is kept.
    ///
    /// @return how many were encoded
    /// @throws IOException if the list cannot be read or a loop cannot be kept
    int run() throws IOException {
        try (LoopLibrary library = LoopLibrary.of(settings.loops(), settings.loopLength())) {
            List<LoopKey> missing = wanted().stream().filter(key -> !library.isKept(key)).toList();
            if (!missing.isEmpty()) {
                encode(missing, library);
            }
            return missing.size();
        }
    }

    private List<LoopKey> wanted() throws IOException {
        List<FleetPoint> points = FleetPoint.read(settings.pointsFile(), settings.points());
        return Stream.of(
                        loops(points, true),
                        loops(points, false),
                        views(points, true),
                        views(points, false))
                .flatMap(loops -> loops)
                .distinct()
                .toList();
    }

    /// What cameras see that can be moved.
    private static Stream<LoopKey> views(List<FleetPoint> points, boolean sub) {
        return IntStream.range(0, points.size())
                .filter(i -> SimulatedCamera.isMovable(i + 1, points.get(i).place()))
                .mapToObj(i -> points.get(i).place())
                .distinct()
                .flatMap(place ->
                        Arrays.stream(Look.values())
                                .filter(Look::isView)
                                .map(look ->
                                        new LoopKey(
                                                place,
                                                look,
                                                PictureSize.of(sub),
                                                LoopKey.Coding.H264)));
    }

    private static Stream<LoopKey> loops(List<FleetPoint> points, boolean sub) {
        PictureSize size = PictureSize.of(sub);
        return IntStream.range(0, points.size())
                .mapToObj(i ->
                        LoopKey.clear(
                                points.get(i).place(), size, CameraProfile.of(i + 1).coding(sub)));
    }

    private void encode(List<LoopKey> missing, LoopLibrary library) throws IOException {
        Files.createDirectories(settings.loops());
        out.println("Encoding " + missing.size() + " scenes of the cameras, once on this machine");
        AtomicInteger done = new AtomicInteger();
        CompletableFuture.allOf(
                        missing.stream()
                                .map(key -> library.encode(key).thenRun(() -> tell(done, missing)))
                                .toArray(CompletableFuture[]::new))
                .join();
        if (library.unkept().isPresent()) {
            throw library.unkept().get();
        }
    }

    private void tell(AtomicInteger done, List<LoopKey> missing) {
        out.println("  scene " + done.incrementAndGet() + " of " + missing.size());
    }
}
