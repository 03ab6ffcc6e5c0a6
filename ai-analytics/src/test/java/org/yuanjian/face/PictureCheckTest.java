package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yuanjian.face.PictureHeader.Format;

class PictureCheckTest {
    private static final byte[] JPEG = TestPictures.file(TestPictures.noise(60, 40), "jpeg");
    private static final byte[] PNG = TestPictures.file(TestPictures.noise(60, 40), "png");

    private static FaceReason refused(byte[] picture) {
        return catchThrowableOfType(
                        FaceException.class,
                        () -> PictureCheck.read(picture, PictureCheck.FROM_PEOPLE))
                .reason();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void read_jpegAndPng_tellsTheirSizes() throws Exception {
        for (byte[] picture : List.of(JPEG, PNG)) {
            PictureHeader header = PictureCheck.read(picture, PictureCheck.FROM_PEOPLE);
            assertThat(header.width()).isEqualTo(60);
            assertThat(header.height()).isEqualTo(40);
            assertThat(header.orientation()).isEqualTo(PictureHeader.UPRIGHT);
        }
    }

    @Test
    void read_exif_tellsHowItWasHeld() throws Exception {
        for (int orientation = 1; orientation <= 8; orientation++) {
            byte[] jpeg = TestPictures.withOrientation(JPEG, orientation);
            assertThat(PictureCheck.read(jpeg, PictureCheck.FROM_PEOPLE).orientation())
                    .isEqualTo(orientation);
        }
        byte[] wrong = TestPictures.withOrientation(JPEG, 99);
        assertThat(PictureCheck.read(wrong, PictureCheck.FROM_PEOPLE).orientation()).isEqualTo(1);
    }

    @Test
    void read_nothingOrTooMuch_isRefused() {
        assertThat(refused(new byte[0])).isEqualTo(FaceReason.EMPTY);
        assertThat(refused(Arrays.copyOf(JPEG, PictureCheck.MAX_BYTES + 1)))
                .isEqualTo(FaceReason.TOO_MANY_BYTES);
    }

    @Test
    void read_moreThanFortyMegapixels_isRefusedByTheHeaderAlone() throws Exception {
        byte[] jpeg = TestPictures.withFrameByte(JPEG, 5, 0xFF);
        jpeg = TestPictures.withFrameByte(jpeg, 7, 0xFF);
        assertThat(refused(jpeg)).isEqualTo(FaceReason.TOO_MANY_PIXELS);
        byte[] png = PNG.clone();
        png[17] = 0x7F;
        assertThat(refused(png)).isEqualTo(FaceReason.TOO_MANY_PIXELS);
        assertThat(refused(withPicture(0, 16_000, 16_000))).isEqualTo(FaceReason.TOO_MANY_PIXELS);
    }

    /// An extended WebP with a lossless picture of one pixel in it.
    private static byte[] withPicture(int flags, int width, int height) {
        byte[] extended = TestPictures.webp(flags, width, height);
        byte[] picture = {'V', 'P', '8', 'L', 5, 0, 0, 0, 0x2F, 0, 0, 0, 0, 0};
        byte[] all = Arrays.copyOf(extended, extended.length + picture.length);
        System.arraycopy(picture, 0, all, extended.length, picture.length);
        all[4] = (byte) (all.length - 8);
        return all;
    }

    @Test
    void read_cutAnywhere_isTruncatedOrRefused() {
        for (byte[] picture : List.of(JPEG, PNG, withPicture(0, 60, 40))) {
            for (int length = 12; length < picture.length; length++) {
                assertThat(refused(Arrays.copyOf(picture, length)))
                        .as("%s bytes", length)
                        .isIn(FaceReason.TRUNCATED, FaceReason.DAMAGED);
            }
        }
        assertThat(refused(Arrays.copyOf(JPEG, JPEG.length / 2))).isEqualTo(FaceReason.TRUNCATED);
        assertThat(refused(Arrays.copyOf(PNG, PNG.length / 2))).isEqualTo(FaceReason.TRUNCATED);
    }

    @Test
    void read_fourColours_isCmyk() {
        assertThat(refused(TestPictures.withFrameByte(JPEG, 9, 4))).isEqualTo(FaceReason.CMYK);
    }

    @Test
    void read_deepColours_areRefused() {
        assertThat(refused(TestPictures.withFrameByte(JPEG, 4, 12)))
                .isEqualTo(FaceReason.DEEP_COLOUR);
        byte[] png = PNG.clone();
        png[24] = 16;
        assertThat(refused(png)).isEqualTo(FaceReason.DEEP_COLOUR);
    }

    @Test
    void read_movingPictures_areRefused() {
        assertThat(refused(text("GIF89a......"))).isEqualTo(FaceReason.ANIMATED);
        assertThat(refused(TestPictures.withChunk(PNG, "acTL", new byte[8])))
                .isEqualTo(FaceReason.ANIMATED);
        assertThat(refused(TestPictures.webp(0x02, 60, 40))).isEqualTo(FaceReason.ANIMATED);
    }

    @Test
    void read_whatPhonesOrOthersSendBesides_isNamed() {
        assertThat(refused(text("....ftypheic....mif1"))).isEqualTo(FaceReason.HEIC);
        assertThat(refused(text("%PDF-1.7 no picture"))).isEqualTo(FaceReason.UNKNOWN_FORMAT);
        assertThat(refused(text("<svg xmlns='x'></svg>"))).isEqualTo(FaceReason.UNKNOWN_FORMAT);
        assertThat(refused(text("P5 1 1 255\n0"))).isEqualTo(FaceReason.UNKNOWN_FORMAT);
    }

    @Test
    void read_pgmOnTheCommandLine_isTaken() throws Exception {
        PictureHeader header =
                PictureCheck.read(text("P5\n# a comment\n2 3\n255\n123456"), PictureCheck.ALL);
        assertThat(header).isEqualTo(new PictureHeader(Format.PGM, 2, 3));
        for (String wrong :
                List.of("P5", "P5 2", "P5 9 9 255\n1", "P5 2 3 65535\n123456", "P5 x")) {
            assertThat(
                            catchThrowableOfType(
                                    FaceException.class,
                                    () -> PictureCheck.read(text(wrong), PictureCheck.ALL)))
                    .as(wrong)
                    .isNotNull();
        }
    }

    /// A known start with anything behind it: a header or a reason, never anything else.
    @Test
    void read_anyBytes_givesAHeaderOrAReason() {
        Random random = new Random(11);
        for (byte[] picture : List.of(JPEG, PNG, withPicture(0, 60, 40), text("P5 60 40 255\n"))) {
            for (int i = 0; i < 3_000; i++) {
                byte[] changed = picture.clone();
                for (int n = random.nextInt(1, 6); n > 0; n--) {
                    changed[random.nextInt(2, changed.length)] = (byte) random.nextInt();
                }
                look(changed);
            }
        }
    }

    @Test
    void read_corpus_givesAHeaderOrAReason() throws IOException {
        try (Stream<Path> files = Files.walk(FaceFiles.corpus())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                look(Files.readAllBytes(file));
            }
        }
    }

    private static void look(byte[] picture) {
        try {
            PictureHeader header = PictureCheck.read(picture, PictureCheck.ALL);
            assertThat(header.pixels()).isBetween(1L, PictureCheck.MAX_PIXELS);
        } catch (FaceException e) {
            assertThat(e.reason().weight()).isEqualTo(FaceReason.Weight.REFUSED);
        }
    }
}
