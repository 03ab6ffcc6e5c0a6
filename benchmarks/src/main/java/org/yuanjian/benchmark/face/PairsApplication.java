package org.yuanjian.benchmark.face;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.yuanjian.benchmark.BenchmarkResult;
import org.yuanjian.face.FaceEngine;
import org.yuanjian.face.FaceException;
import org.yuanjian.face.FaceModels;
import org.yuanjian.face.FaceNatives;
import org.yuanjian.face.FaceTemplate;

/// `./yuanjian face pairs` and `face calibrate`: scores pairs whose answer is known. The last line
/// is one JSON object, as of a bench. Exit 0: measured, 1: it could not be, 2: a wrong command.
public final class PairsApplication {
    static final int MEASURED = 0;
    static final int FAILED = 1;
    static final int WRONG = 2;

    private final PrintStream out;
    private final PrintStream log;

    PairsApplication(PrintStream out, PrintStream log) {
        this.out = out;
        this.log = log;
    }

    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        // What libraries print is no result.
        System.setOut(System.err);
        System.exit(new PairsApplication(out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) throws InterruptedException {
        try {
            FaceOrders orders = FaceOrders.parse(arguments);
            measure(orders);
            return MEASURED;
        } catch (IllegalArgumentException e) {
            log.println(e.getMessage());
            return WRONG;
        } catch (IOException e) {
            log.println("cannot measure: " + e.getMessage());
            return FAILED;
        } catch (FaceException e) {
            log.println("cannot measure: " + e.reason() + ", " + e.getMessage());
            return FAILED;
        }
    }

    private void measure(FaceOrders orders)
            throws IOException, FaceException, InterruptedException {
        List<FacePair> pairs = PairList.read(orders.pairs());
        FaceNatives.prepare(orders.natives());
        Path manifest =
                Path.of(System.getProperty("yuanjian.root", ""), "config/face-models.properties");
        FaceModels models = new FaceModels(orders.models(), manifest);
        long began = System.nanoTime();
        try (FaceEngine engine = new FaceEngine(models, orders.threads())) {
            long started = System.nanoTime();
            Map<String, PairReading> readings =
                    PairReadings.read(engine, pairs, orders.root(), orders.threads());
            List<ScoredPair> scored = score(pairs, readings);
            if (scored.stream().allMatch(pair -> pair.score().isEmpty())) {
                throw new IOException("no pair of the list can be scored: is --root right?");
            }
            if (orders.out().isPresent()) {
                write(orders.out().get(), scored);
            }
            BenchmarkResult result =
                    orders.verb().equals("calibrate")
                            ? new Calibration(scored).result()
                            : new PairFigures(scored, readings, models.thresholds())
                                    .result(
                                            new PairFigures.Times(
                                                    orders.threads(),
                                                    millis(started - began),
                                                    millis(System.nanoTime() - started),
                                                    engine.stageMillis()));
            out.println(result.toJson());
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static List<ScoredPair> score(List<FacePair> pairs, Map<String, PairReading> readings)
            throws FaceException {
        List<ScoredPair> scored = new ArrayList<>();
        for (FacePair pair : pairs) {
            PairReading a = readings.getOrDefault(pair.pathA(), PairReading.NONE);
            PairReading b = readings.getOrDefault(pair.pathB(), PairReading.NONE);
            scored.add(new ScoredPair(pair, similarity(a, b), reason(a, b)));
        }
        return scored;
    }

    private static OptionalDouble similarity(PairReading a, PairReading b) throws FaceException {
        if (a.template().isEmpty() || b.template().isEmpty()) {
            return OptionalDouble.empty();
        }
        FaceTemplate reference = a.template().get();
        return OptionalDouble.of(reference.similarity(b.template().get()));
    }

    private static String reason(PairReading a, PairReading b) {
        String first = a.reasons().isEmpty() ? "" : "a:" + a.reasons();
        String second = b.reasons().isEmpty() ? "" : "b:" + b.reasons();
        return (first + " " + second).strip();
    }

    private static void write(Path file, List<ScoredPair> scored) throws IOException {
        try (PrintWriter writer =
                new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            writer.print("path_a,path_b,score,reason\n");
            for (ScoredPair pair : scored) {
                writer.print(pair.line() + "\n");
            }
            if (writer.checkError()) {
                throw new IOException("cannot write " + file);
            }
        }
    }
}
