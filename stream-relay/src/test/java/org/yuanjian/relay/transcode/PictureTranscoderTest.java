package org.yuanjian.relay.transcode;

import static java.nio.ByteBuffer.wrap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.fmp4.FfmpegCheck;
import org.yuanjian.relay.transcode.TranscodeProtocol.Order;
import org.yuanjian.relay.transcode.TranscodeProtocol.Setup;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// Clips made by ffmpeg, turned here, and looked at by ffmpeg.
class PictureTranscoderTest {
    private static final long FRAME_TICKS = 3600;
    private static final double LEAST_PSNR = 24;

    @TempDir Path folder;

    private static List<Order> orders(String clip, boolean keysWanted) {
        List<Order> orders = new ArrayList<>();
        for (AccessUnit unit : Clip.video(clip, 0, 0)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (ByteBuf nal : unit.units()) {
                bytes.writeBytes(new byte[] {0, 0, 0, 1});
                bytes.writeBytes(ByteBufUtil.getBytes(nal));
            }
            orders.add(
                    new Order(keysWanted, true, unit.timestampTicks(), wrap(bytes.toByteArray())));
            unit.release();
        }
        return orders;
    }

    private static Setup setup(String clip, int widest) {
        return new Setup(clip.endsWith("h265") ? Codec.H265 : Codec.H264, widest);
    }

    private static List<Turned> turn(Setup setup, List<Order> orders) throws TranscodeException {
        List<Turned> pictures = new ArrayList<>();
        try (PictureTranscoder transcoder = new PictureTranscoder(setup)) {
            orders.forEach(order -> pictures.addAll(transcoder.turn(order)));
        }
        return pictures;
    }

    private Path file(String name, List<byte[]> parts) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h265", "reordered.h265", "reordered.h264"})
    void turn_clip_becomesTheSamePicturesInTheOrderTheyAreShown(String clip) throws Exception {
        FfmpegCheck.need();
        List<Order> orders = orders(clip, false);
        List<Turned> pictures = turn(setup(clip, 1280), orders);

        assertThat(pictures.getFirst().isKey()).isTrue();
        assertThat(pictures).hasSizeBetween(orders.size() - 4, orders.size());
        assertThat(pictures.stream().map(Turned::ticks))
                .containsExactlyElementsOf(
                        LongStream.range(0, pictures.size())
                                .mapToObj(i -> 1000 + i * FRAME_TICKS)
                                .toList());
        Path turned =
                file("turned.h264", pictures.stream().map(each -> each.bytes().array()).toList());
        Path original =
                file("in." + clip, orders.stream().map(each -> each.bytes().array()).toList());
        assertThat(FfmpegCheck.decode(turned)).isEmpty();
        assertThat(FfmpegCheck.video(turned, "codec_name,has_b_frames,width,height"))
                .isEqualTo("h264,160,96,0");
        assertThat(psnr(turned, original)).isGreaterThan(LEAST_PSNR);
    }

    private static double psnr(Path turned, Path original) throws Exception {
        String words = FfmpegCheck.compare(turned, original);
        Matcher average = Pattern.compile("average:([0-9.]+)").matcher(words);
        assertThat(average.find()).as(words).isTrue();
        return Double.parseDouble(average.group(1));
    }

    @Test
    void turn_keyFrameWanted_eachIsOne() throws Exception {
        List<Turned> pictures = turn(setup("plain.h265", 1280), orders("plain.h265", true));

        assertThat(pictures).isNotEmpty().allMatch(Turned::isKey);
    }

    @Test
    void turn_keyFramesOfTheCamera_areKeyFramesAgain() throws Exception {
        List<Turned> pictures = turn(setup("plain.h265", 1280), orders("plain.h265", false));

        assertThat(pictures.stream().filter(Turned::isKey).map(Turned::ticks))
                .containsExactly(1000L, 1000 + 15 * FRAME_TICKS);
    }

    @Test
    void turn_notShown_isDecodedOnlyAndTheNextGoesOn() throws Exception {
        List<Order> orders = new ArrayList<>(orders("plain.h265", false));
        for (int i = 1; i < 10; i++) {
            Order order = orders.get(i);
            orders.set(i, new Order(false, false, order.ticks(), order.bytes()));
        }
        List<Turned> pictures = turn(setup("plain.h265", 1280), orders);

        assertThat(pictures.stream().map(Turned::ticks).limit(2))
                .containsExactly(1000L, 1000 + 10 * FRAME_TICKS);
        assertThat(pictures).hasSize(orders.size() - 9);
    }

    @Test
    void turn_widerThanSet_isScaledDown() throws Exception {
        FfmpegCheck.need();
        List<Turned> pictures = turn(setup("plain.h265", 80), orders("plain.h265", false));

        Path turned =
                file("small.h264", pictures.stream().map(each -> each.bytes().array()).toList());
        assertThat(FfmpegCheck.video(turned, "width,height")).isEqualTo("80,48");
    }

    @Test
    void turn_noise_breaksNothingAndTheNextKeyFrameIsShown() throws Exception {
        Random random = new Random(265);
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            byte[] noise = new byte[random.nextInt(4000)];
            random.nextBytes(noise);
            orders.add(new Order(false, true, i, wrap(noise)));
        }
        List<Order> damaged = orders("plain.h265", false);
        damaged.forEach(order -> {
            byte[] bytes = order.bytes().array();
            for (int i = 40; i < bytes.length; i += 37) {
                bytes[i] ^= (byte) (1 << random.nextInt(8));
            }
        });
        orders.addAll(damaged);
        orders.addAll(orders("plain.h265", false));

        assertThatCode(() ->
                        assertThat(turn(setup("plain.h265", 1280), orders))
                                .hasSizeGreaterThanOrEqualTo(30))
                .doesNotThrowAnyException();
    }
}
