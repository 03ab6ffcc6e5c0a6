package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yuanjian.face.FaceReader.Outcome;

/// The whole way from a file to a vector, with the models.
class FaceReaderTest {
    private static Optional<FaceReader> loaded = Optional.empty();

    private static byte[] first = new byte[0];
    private static byte[] second = new byte[0];
    private static byte[] other = new byte[0];

    @BeforeAll
    static void load() throws Exception {
        FaceModels models = FaceFiles.pinned();
        FaceNatives.prepare(FaceFiles.NATIVES);
        loaded = Optional.of(new FaceReader(models));
        List<String> lines = Files.readAllLines(FaceFiles.faces().resolve("pairs.csv"));
        String[] same = lines.get(2).split(",", -1);
        first = FaceFiles.face(same[0]);
        second = FaceFiles.face(same[1]);
        other =
                FaceFiles.face(
                        lines.stream()
                                .filter(line -> line.startsWith("lfw/M"))
                                .findFirst()
                                .orElseThrow()
                                .split(",", -1)[0]);
    }

    @AfterAll
    static void close() {
        loaded.ifPresent(FaceReader::close);
    }

    private static FaceOrder order(byte[] picture) {
        return new FaceOrder(picture, PictureCheck.FROM_PEOPLE, true, true);
    }

    private static List<Outcome> readAll(byte[]... pictures) throws FaceException {
        return loaded.orElseThrow().read(Stream.of(pictures).map(FaceReaderTest::order).toList());
    }

    private static FaceReading read(byte[] picture) throws FaceException {
        return readAll(picture).getFirst().need();
    }

    private static FaceReason refused(byte[] picture) {
        return catchThrowableOfType(FaceException.class, () -> read(picture)).reason();
    }

    private static byte[] jpeg(BufferedImage image) {
        return TestPictures.file(image, "jpeg");
    }

    @Test
    void read_onePersonAndAnother_tellsThemApart() throws Exception {
        FaceTemplate face = read(first).template();
        assertThat(face.similarity(read(second).template())).isGreaterThan(0.4);
        assertThat(face.similarity(read(other).template())).isLessThan(0.25);
        assertThat(face.similarity(face)).isCloseTo(1, offset(1e-5));
    }

    /// Alone, in a batch, on two threads: the same to 1e-5.
    @Test
    void read_aloneOrTogether_givesTheSame() throws Exception {
        List<byte[]> pictures = List.of(first, second, other, first, other);
        List<Outcome> together = readAll(pictures.toArray(byte[][]::new));
        List<CompletableFuture<FaceReading>> threads = new ArrayList<>();
        try (FaceEngine engine = new FaceEngine(FaceFiles.pinned(), 2)) {
            for (byte[] picture : pictures) {
                threads.add(engine.read(order(picture)));
            }
            for (int i = 0; i < pictures.size(); i++) {
                float[] alone = read(pictures.get(i)).template().vector();
                assertThat(farthest(alone, together.get(i).need())).isLessThan(1e-5);
                assertThat(farthest(alone, threads.get(i).get())).isLessThan(1e-5);
            }
        }
    }

    private static double farthest(float[] vector, FaceReading reading) {
        float[] other = reading.template().vector();
        double farthest = 0;
        for (int i = 0; i < vector.length; i++) {
            farthest = Math.max(farthest, Math.abs(vector[i] - other[i]));
        }
        return farthest;
    }

    @Test
    void read_onePictureOfABatchHasNoFace_othersAreRead() throws Exception {
        List<Outcome> outcomes =
                readAll(first, jpeg(TestPictures.noise(300, 300)), new byte[0], second);
        assertThat(outcomes.stream().map(outcome -> outcome.refusal() == null))
                .containsExactly(true, false, false, true);
        assertThat(outcomes.get(3).need().template().similarity(read(second).template()))
                .isGreaterThan(0.9999);
    }

    @Test
    void read_noFace_saysSo() {
        assertThat(refused(jpeg(TestPictures.noise(400, 300)))).isEqualTo(FaceReason.NO_FACE);
        assertThat(refused(jpeg(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB))))
                .isEqualTo(FaceReason.NO_FACE);
        assertThat(refused(jpeg(TestPictures.noise(1, 1)))).isEqualTo(FaceReason.NO_FACE);
        assertThat(refused(jpeg(TestPictures.noise(3000, 2)))).isEqualTo(FaceReason.NO_FACE);
    }

    @Test
    void read_twoFaces_saysSo() throws Exception {
        BufferedImage both =
                TestPictures.beside(TestPictures.image(first), TestPictures.image(other));
        assertThat(read(jpeg(both)).reasons()).contains(FaceReason.SEVERAL_FACES);
    }

    @Test
    void read_smallFace_saysSoAndLargeDoesNot() throws Exception {
        BufferedImage image = TestPictures.image(first);
        assertThat(read(jpeg(TestPictures.scaled(image, 120, 120))).reasons())
                .contains(FaceReason.FACE_SMALL);
        FaceReading large = read(jpeg(TestPictures.scaled(image, 750, 750)));
        assertThat(large.reasons()).doesNotContain(FaceReason.FACE_SMALL);
        assertThat(large.eyeDistance()).isGreaterThan(FaceQuality.EYE_DISTANCE);
    }

    @Test
    void read_darkPicture_saysSo() throws Exception {
        BufferedImage dark = TestPictures.dimmed(TestPictures.image(first), 0.25);
        assertThat(read(TestPictures.file(dark, "png")).reasons()).contains(FaceReason.DARK);
    }

    @Test
    void read_brightPicture_saysSo() throws Exception {
        BufferedImage bright = TestPictures.dimmed(TestPictures.image(first), 2.6);
        assertThat(read(TestPictures.file(bright, "png")).reasons()).contains(FaceReason.BRIGHT);
    }

    @Test
    void read_blurredPicture_saysSo() throws Exception {
        BufferedImage tiny = TestPictures.scaled(TestPictures.image(first), 50, 50);
        BufferedImage soft = TestPictures.scaled(tiny, 500, 500);
        assertThat(read(jpeg(soft)).reasons()).contains(FaceReason.BLURRED);
    }

    @Test
    void read_mouthBehindAMask_saysSo() throws Exception {
        BufferedImage masked = TestPictures.scaled(TestPictures.image(first), 500, 500);
        Graphics2D graphics = masked.createGraphics();
        graphics.setColor(new Color(0x7090B0));
        graphics.fillRect(175, 270, 150, 110);
        graphics.dispose();
        assertThat(read(jpeg(masked)).reasons()).contains(FaceReason.COVERED);
    }

    @Test
    void read_tiltedHead_saysSo() throws Exception {
        BufferedImage image = TestPictures.image(first);
        BufferedImage tilted = new BufferedImage(250, 250, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tilted.createGraphics();
        graphics.rotate(Math.toRadians(35), 125, 125);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        assertThat(read(jpeg(tilted)).reasons()).contains(FaceReason.TILTED);
    }

    @Test
    void read_inAMirror_isTurnedTheOtherWay() throws Exception {
        for (byte[] picture : List.of(first, second, other)) {
            BufferedImage image = TestPictures.scaled(TestPictures.image(picture), 500, 500);
            HeadPose pose = read(jpeg(image)).pose();
            HeadPose mirrored = read(jpeg(TestPictures.mirrored(image))).pose();
            assertThat(mirrored.yawDegrees()).isCloseTo(-pose.yawDegrees(), offset(8.0));
            assertThat(mirrored.pitchDegrees()).isCloseTo(pose.pitchDegrees(), offset(8.0));
        }
    }

    /// As a phone stores it: on its side, and EXIF says so.
    @Test
    void read_heldAside_isTurnedUprightAndSaysSo() throws Exception {
        byte[] aside = jpeg(TestPictures.onItsSide(TestPictures.image(first)));
        FaceReading turned = read(TestPictures.withOrientation(aside, 6));
        assertThat(turned.reasons()).contains(FaceReason.TURNED_UPRIGHT);
        assertThat(turned.template().similarity(read(first).template())).isGreaterThan(0.95);
        assertThat(Math.abs(turned.pose().rollDegrees())).isLessThan(25);
    }

    @Test
    void read_alignedFace_isASmallJpegWithoutExif() throws Exception {
        byte[] face = read(TestPictures.withOrientation(first, 1)).aligned();
        assertThat(face).isNotNull();
        if (face != null) {
            assertThat(TestPictures.image(face).getWidth()).isEqualTo(FaceAligner.SIDE);
            assertThat(PictureCheck.read(face, PictureCheck.FROM_PEOPLE).orientation())
                    .isEqualTo(1);
            assertThat(new String(face, StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
        }
    }

    /// Three pictures smoke-test the wiring; they say nothing about errors.
    @Test
    void read_picturesOfScreensAndOfAPerson_presenceTellsThemApart() throws Exception {
        List<String> lines = Files.readAllLines(FaceFiles.faces().resolve("pad/labels.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Path file = FaceFiles.faces().resolve("pad").resolve(Path.of(values[0]).getFileName());
            Double live = read(Files.readAllBytes(file)).live();
            assertThat(live).isNotNull();
            if (live != null) {
                assertThat(live > PresencePair.LIVE_FROM)
                        .isEqualTo(values[1].strip().equals("live"));
            }
        }
    }

    @Test
    void read_corpus_givesAReadingOrAReason() throws IOException, FaceException {
        try (Stream<Path> files = Files.walk(FaceFiles.corpus())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Outcome outcome = readAll(Files.readAllBytes(file)).getFirst();
                if (outcome.refusal() != null) {
                    assertThat(outcome.refusal().reason().weight())
                            .as("%s", file)
                            .isEqualTo(FaceReason.Weight.REFUSED);
                }
            }
        }
    }

    @Test
    void read_manyTimes_leavesNoPointerBehind() throws Exception {
        read(first);
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            read(i % 2 == 0 ? first : second);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
