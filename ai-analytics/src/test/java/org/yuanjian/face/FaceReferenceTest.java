package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.face.ReferencePath.Found;
import org.yuanjian.face.ReferencePath.Plain;

/// The product's way against the one in plain arithmetic.
@Tag("long")
class FaceReferenceTest {
    private static final Logger LOG = LoggerFactory.getLogger(FaceReferenceTest.class);
    private static final int SOME = 24;
    private static final int BORDER = 40;

    private static @Nullable TorchModel detector;
    private static @Nullable TorchModel embedder;
    private static @Nullable FaceReader reader;

    @BeforeAll
    static void load() throws FaceException {
        FaceModels models = FaceFiles.pinned();
        FaceNatives.prepare(FaceFiles.NATIVES);
        detector = new TorchModel(models.read(FaceModels.Role.DETECTOR), 320, 1);
        embedder = new TorchModel(models.read(FaceModels.Role.EMBEDDER), 128, 1);
        reader = new FaceReader(models);
    }

    @AfterAll
    static void close() {
        if (detector != null && embedder != null && reader != null) {
            detector.close();
            embedder.close();
            reader.close();
        }
    }

    private static FaceReader reader() {
        if (reader == null) {
            throw new IllegalStateException("not loaded");
        }
        return reader;
    }

    private static ReferencePath path() {
        if (detector == null || embedder == null) {
            throw new IllegalStateException("not loaded");
        }
        return new ReferencePath(detector, embedder);
    }

    private static List<String[]> pairs() throws IOException {
        return Files.readAllLines(FaceFiles.faces().resolve("pairs.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Set<String> some(String part) throws IOException {
        Set<String> pictures = new LinkedHashSet<>();
        for (String[] pair : pairs()) {
            if (pair[0].startsWith(part) && pictures.size() < SOME) {
                pictures.add(pair[0]);
            }
        }
        return pictures;
    }

    private static Plain plain(String path) throws IOException {
        byte[] file = FaceFiles.face(path);
        if (!path.endsWith(".pgm")) {
            return Plain.of(TestPictures.image(file));
        }
        return Plain.of(pgm(file)).bordered(BORDER);
    }

    /// `P5`, width, height and 255 on lines of their own, then a byte a pixel.
    private static BufferedImage pgm(byte[] file) {
        String head = new String(file, 0, 32, StandardCharsets.ISO_8859_1);
        String[] words = head.split("\\s+", 5);
        int width = Integer.parseInt(words[1]);
        int height = Integer.parseInt(words[2]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int at = file.length - width * height;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, (file[at++] & 0xFF) * 0x010101);
            }
        }
        return image;
    }

    private static FaceReading read(String path) throws IOException, FaceException {
        FaceOrder order = new FaceOrder(FaceFiles.face(path), PictureCheck.ALL, false, false);
        return reader().read(List.of(order)).getFirst().need();
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Test
    void embedding_besideTheReference_isTheSame() throws Exception {
        for (String part : List.of("lfw/", "orl/")) {
            for (String path : some(part)) {
                Found reference = path().find(plain(path));
                assertThat(cosine(reference.vector(), read(path).template().vector()))
                        .as("a picture of %s", part)
                        .isGreaterThanOrEqualTo(0.999);
            }
        }
    }

    @Test
    void alignment_besideTheReference_isWithinHalfAPixel() throws Exception {
        for (String path : some("lfw/")) {
            Found reference = path().find(plain(path));
            assertThat(farthest(reference.map(), path)).isLessThan(0.5);
        }
    }

    /// How far the corners of the aligned face lie from those of the reference, in its pixels.
    private static double farthest(double[] map, String path) throws Exception {
        try (PointerScope _ = new PointerScope();
                FaceDetector finder =
                        new FaceDetector(
                                new TorchModel(
                                        FaceFiles.pinned().read(FaceModels.Role.DETECTOR),
                                        320,
                                        1))) {
            PictureReader.Picture picture =
                    PictureReader.read(FaceFiles.face(path), PictureCheck.ALL);
            FaceBox face = FaceReader.bestFirst(finder.find(picture.pixels())).getFirst();
            SimilarityTransform ours = FaceAligner.transform(face.points());
            double size = map[0] * map[0] + map[1] * map[1];
            double farthest = 0;
            for (int corner = 0; corner < 4; corner++) {
                double u = (corner & 1) * 127 - map[2];
                double v = (corner >> 1) * 127 - map[3];
                double x = (map[0] * u + map[1] * v) / size;
                double y = (map[0] * v - map[1] * u) / size;
                double dx = ours.a() * x - ours.b() * y + ours.dx() - (corner & 1) * 127;
                double dy = ours.b() * x + ours.a() * y + ours.dy() - (corner >> 1) * 127;
                farthest = Math.max(farthest, Math.hypot(dx, dy));
            }
            return farthest;
        }
    }

    /// All pairs, some minutes: with `-Dyuanjian.face.all=true`.
    @Test
    void errors_onAllPairs_areThoseOfTheReference() throws Exception {
        assumeTrue(Boolean.getBoolean("yuanjian.face.all"), "asked for by yuanjian.face.all");
        Map<String, float[][]> vectors = new HashMap<>();
        for (String part : List.of("lfw/", "orl/")) {
            List<double[]> scores = new ArrayList<>();
            for (String[] pair : pairs()) {
                if (pair[0].startsWith(part)) {
                    float[][] a = vectors(vectors, pair[0]);
                    float[][] b = vectors(vectors, pair[1]);
                    int same = Integer.parseInt(pair[2]);
                    scores.add(new double[] {same, cosine(a[0], b[0]), cosine(a[1], b[1])});
                }
            }
            double difference = equalErrors(scores, 1) - equalErrors(scores, 2);
            LOG.info(
                    "{} EER {}, more than the reference by {}",
                    part,
                    equalErrors(scores, 1),
                    difference);
            assertThat(Math.abs(difference)).as(part).isLessThan(0.0005);
        }
    }

    /// Ours and that of the reference.
    private static float[][] vectors(Map<String, float[][]> known, String path) throws Exception {
        float[][] vectors = known.get(path);
        if (vectors == null) {
            vectors =
                    new float[][] {
                        read(path).template().vector(), path().find(plain(path)).vector()
                    };
            known.put(path, vectors);
        }
        return vectors;
    }

    private static double equalErrors(List<double[]> scores, int column) {
        double[][] sorted = scores.toArray(double[][]::new);
        Arrays.sort(sorted, (a, b) -> Double.compare(a[column], b[column]));
        double genuine = scores.stream().mapToDouble(score -> score[0]).sum();
        double impostor = scores.size() - genuine;
        double rejected = 0;
        double accepted = impostor;
        double least = 1;
        double equal = 1;
        for (double[] score : sorted) {
            double difference = Math.abs(rejected / genuine - accepted / impostor);
            if (difference < least) {
                least = difference;
                equal = (rejected / genuine + accepted / impostor) / 2;
            }
            rejected += score[0];
            accepted -= 1 - score[0];
        }
        return equal;
    }
}
