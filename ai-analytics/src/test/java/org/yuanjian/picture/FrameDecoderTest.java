package org.yuanjian.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.picture.CodedPicture.Coding;
import org.yuanjian.picture.PictureException.Kind;

class FrameDecoderTest {
    private static final int RED = 0xC02010;

    private final FrameDecoder decoder = new FrameDecoder(Duration.ofSeconds(20));

    @AfterEach
    void close() {
        decoder.close();
    }

    private static CodedPicture jpeg(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, RED);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return new CodedPicture(Coding.JPEG, out.toByteArray());
    }

    private static PictureException.Kind refused(FrameDecoder decoder, CodedPicture picture) {
        return catchThrowableOfType(PictureException.class, () -> decoder.decode(picture, 320))
                .kind();
    }

    @Test
    void decode_largePicture_comesOutSmallAndInItsColours() throws Exception {
        byte[] small = decoder.decode(jpeg(1280, 720), 320);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(small));
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).isEqualTo(180);
        int seen = image.getRGB(160, 90);
        for (int shift = 0; shift < 24; shift += 8) {
            assertThat(seen >> shift & 0xFF).isCloseTo(RED >> shift & 0xFF, offset(8));
        }
    }

    @Test
    void decode_smallPicture_staysAsItIs() throws Exception {
        byte[] small = decoder.decode(jpeg(200, 100), 320);
        assertThat(ImageIO.read(new ByteArrayInputStream(small)).getWidth()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource
    void decode_noise_isRefusedAndTheNextPictureIsFine(Coding coding) throws Exception {
        Random random = new Random(3);
        byte[] noise = new byte[20_000];
        for (int i = 0; i < 20; i++) {
            random.nextBytes(noise);
            noise[0] = 0;
            noise[1] = 0;
            noise[2] = 1;
            noise[3] = (byte) (coding == Coding.H265 ? 0x26 : 0x65);
            assertThat(refused(decoder, new CodedPicture(coding, noise.clone())))
                    .isIn(Kind.MALFORMED, Kind.DECODER);
        }
        assertThat(decoder.decode(jpeg(64, 64), 320)).isNotEmpty();
    }

    @Test
    void decode_tooManyBytes_areNotHandedOver() {
        byte[] bytes = new byte[DecoderProtocol.MAX_BYTES + 1];
        assertThat(refused(decoder, new CodedPicture(Coding.H264, bytes)))
                .isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void decode_decoderHangs_isEndedInTimeAndReplaced() throws Exception {
        try (FrameDecoder hangs =
                new FrameDecoder(List.of("sleep", "60"), Duration.ofMillis(200))) {
            assertThat(refused(hangs, jpeg(64, 64))).isEqualTo(Kind.DECODER);
            assertThat(refused(hangs, jpeg(64, 64))).isEqualTo(Kind.DECODER);
        }
    }

    @Test
    void decode_decoderEndsOrTalksNonsense_isSaid() throws Exception {
        for (List<String> command :
                List.of(List.of("false"), List.of("echo", "nonsense"), List.of("/no/such"))) {
            try (FrameDecoder broken = new FrameDecoder(command, Duration.ofSeconds(5))) {
                assertThat(refused(broken, jpeg(64, 64))).isEqualTo(Kind.DECODER);
            }
        }
    }
}
