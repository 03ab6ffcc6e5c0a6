package org.yuanjian.relay.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.fmp4.FfmpegCheck;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.record.ClipEnd.Why;

class ClipRecorderTest {
    private static final int SECOND = 25;
    private static final double PICTURE_SECONDS = 0.041;

    /// Pictures of a group: a clip nobody watched before may begin with the second one.
    private static final int LATE_GROUP = 15;

    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir Path folder;

    private Path file() {
        return folder.resolve("clip.mp4");
    }

    @BeforeAll
    static void needFfmpeg() {
        FfmpegCheck.need();
    }

    private static ClipEnd end(CompletableFuture<ClipEnd> end) throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h264", "reordered.h264", "plain.h265", "reordered.h265"})
    void record_watchedStream_beginsBeforeTheOrderAndPlays(String clip) throws Exception {
        try (ClipRelay relay = new ClipRelay(ClipCamera.withAac(clip), ClipOutput::file)) {
            Subscription viewer = relay.watch();
            relay.untilPictures(3 * SECOND);
            ClipOrder order = relay.order(file());
            CompletableFuture<ClipEnd> ordered = relay.record(order);
            relay.untilPictures(3 * SECOND + 5);
            viewer.leave();
            ClipEnd end = end(ordered);

            assertThat(end.why()).isEqualTo(Why.COMPLETE);
            assertThat(end.lost()).isZero();
            assertThat(end.sound()).isEqualTo(ClipEnd.Sound.NONE);
            check(end.index(), order);
            assertThat(FfmpegCheck.codecs(file()))
                    .isEqualTo((clip.endsWith("5") ? "hevc" : "h264") + ",160,96\naac");
        }
    }

    private void check(RecordIndex index, ClipOrder order) throws Exception {
        Instant first = index.first().orElseThrow();
        assertThat(first).isBefore(order.ordered().minus(ClipRelay.BEFORE).plusMillis(1));
        assertThat(first).isAfter(order.ordered().minusSeconds(4));
        assertThat(index.last().orElseThrow())
                .isBetween(order.ordered().plusMillis(850), order.ordered().plusMillis(1_001));
        for (RecordedFragment fragment : index.fragments()) {
            assertThat(Duration.between(fragment.first(), fragment.last()))
                    .isLessThan(Duration.ofSeconds(1));
        }
        assertThat(Files.size(file())).isEqualTo(index.bytes());
        assertThat(FfmpegCheck.decode(file())).isEmpty();
        List<Double> times = times("v");
        double lasts = Duration.between(first, index.last().orElseThrow()).toMillis() / 1e3;
        assertThat(times.getLast() - times.getFirst()).isBetween(lasts - 0.3, lasts + 0.3);
        // At its end pictures may be missing that come after one which is shown later.
        for (int i = 1; i < times.size() - 5; i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(0.039, 0.041);
        }
        RecordIndex scanned = ClipScan.scan(file());
        assertThat(scanned.fragments()).isEqualTo(truncated(index.fragments()));
        assertThat(scanned.sha256()).isEqualTo(index.sha256());
        assertThat(scanned.initSha256()).isEqualTo(index.initSha256());
    }

    /// When the packets of a track are shown or heard, in seconds, in that order.
    private List<Double> times(String track) throws Exception {
        return FfmpegCheck.packets(file(), track).stream()
                .map(line -> Double.valueOf(line.split(",", -1)[0]))
                .sorted()
                .toList();
    }

    /// To what the file tells.
    private static List<RecordedFragment> truncated(List<RecordedFragment> fragments) {
        return fragments.stream()
                .map(one ->
                        new RecordedFragment(
                                one.offset(),
                                one.bytes(),
                                one.sha256(),
                                one.first().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
                                one.last().truncatedTo(java.time.temporal.ChronoUnit.MICROS)))
                .toList();
    }

    @Test
    void record_nobodyWatched_beginsWithTheNextKeyFrame() throws Exception {
        try (ClipRelay relay =
                new ClipRelay(ClipCamera.withMulaw("plain.h264"), ClipOutput::file)) {
            ClipOrder order = relay.order(file());
            ClipEnd end = end(relay.record(order));

            assertThat(end.why()).isEqualTo(Why.COMPLETE);
            assertThat(end.index().first().orElseThrow()).isAfter(order.ordered());
            checkOpus(end, "PCMU");
        }
    }

    @Test
    void record_g711FromBeforeTheOrder_isOpusInStepWithThePicture() throws Exception {
        try (ClipRelay relay =
                new ClipRelay(new ClipCamera("plain.h264", true), ClipOutput::file)) {
            Subscription viewer = relay.watch();
            relay.untilPictures(3 * SECOND);
            ClipOrder order = relay.order(file());
            CompletableFuture<ClipEnd> ordered = relay.record(order);
            relay.untilPictures(3 * SECOND + 5);
            viewer.leave();
            ClipEnd end = end(ordered);

            assertThat(end.why()).isEqualTo(Why.COMPLETE);
            check(end.index(), order);
            checkOpus(end, "PCMA");
        }
    }

    private void checkOpus(ClipEnd end, String came) throws Exception {
        assertThat(end.sound()).isEqualTo(new ClipEnd.Sound(came, ""));
        assertThat(end.index().type()).endsWith(",opus\"");
        assertThat(FfmpegCheck.codecs(file())).isEqualTo("h264,160,96\nopus");
        assertThat(FfmpegCheck.decode(file())).isEmpty();
        List<Double> heard = times("a");
        List<Double> shown = times("v");
        assertThat(heard.getFirst()).isCloseTo(shown.getFirst(), within(PICTURE_SECONDS));
        assertThat(heard.getLast()).isCloseTo(shown.getLast(), within(PICTURE_SECONDS));
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i) - heard.get(i - 1)).isCloseTo(0.02, within(0.001));
        }
    }

    @Test
    void record_g711NobodyCanDecode_hasThePicturesAndSaysSo() throws Exception {
        try (ClipRelay relay =
                new ClipRelay(ClipCamera.withBrokenAlaw("plain.h264"), ClipOutput::file)) {
            ClipEnd end = end(relay.record(relay.order(file())));

            assertThat(end.why()).isEqualTo(Why.COMPLETE);
            assertThat(end.sound()).isEqualTo(new ClipEnd.Sound("", "PCMA"));
            assertThat(FfmpegCheck.codecs(file())).isEqualTo("h264,160,96");
            assertThat(FfmpegCheck.decode(file())).isEmpty();
        }
    }

    @Test
    void record_cameraGone_endsThereAndSaysSo() throws Exception {
        ClipCamera camera = new ClipCamera("plain.h264", false);
        try (ClipRelay relay = new ClipRelay(camera, ClipOutput::file)) {
            CompletableFuture<ClipEnd> ordered =
                    relay.record(relay.order(ClipCamera.STREAM, file(), LONG));
            relay.untilPictures(LATE_GROUP + SECOND);
            camera.restart();

            ClipEnd end = end(ordered);
            assertThat(end.why()).isEqualTo(Why.CAMERA_GONE);
            assertThat(FfmpegCheck.packets(file(), "v")).hasSizeGreaterThanOrEqualTo(SECOND - 1);
        }
    }

    @Test
    void record_unknownStream_endsWithNothing() throws Exception {
        try (ClipRelay relay =
                new ClipRelay(new ClipCamera("plain.h264", false), ClipOutput::file)) {
            ClipEnd end = end(relay.record(relay.order(new StreamId("no", "main"), file(), LONG)));

            assertThat(end.why()).isEqualTo(Why.CAMERA_GONE);
            assertThat(end.index().fragments()).isEmpty();
        }
    }

    @Test
    void record_diskFull_keepsWhatWasWholeAndSaysSo() throws Exception {
        ClipOutput.Opener small = path -> new SmallDisk(ClipOutput.file(path), 15_000);
        try (ClipRelay relay = new ClipRelay(new ClipCamera("plain.h264", false), small)) {
            ClipEnd end = end(relay.record(relay.order(ClipCamera.STREAM, file(), LONG)));

            assertThat(end.why()).isEqualTo(Why.DISK);
            assertThat(end.index().fragments()).isNotEmpty();
            assertThat(Files.size(file())).isEqualTo(15_000).isGreaterThan(end.index().bytes());
            assertThat(ClipScan.complete(file()).sha256()).isEqualTo(end.index().sha256());
            assertThat(FfmpegCheck.decode(file())).isEmpty();
        }
    }

    @Test
    void record_placesTaken_refusesAndEndsWhenTheGatewayStops() throws Exception {
        CompletableFuture<ClipEnd> ordered;
        try (ClipRelay relay =
                new ClipRelay(new ClipCamera("plain.h264", false), ClipOutput::file)) {
            ordered = relay.record(relay.order(ClipCamera.STREAM, file(), LONG));
            assertThat(relay.record(relay.order(folder.resolve("other.mp4"))))
                    .isCompletedExceptionally();
            relay.untilPictures(LATE_GROUP + SECOND);
            relay.recorder.close();

            assertThat(relay.record(relay.order(folder.resolve("late.mp4"))))
                    .isCompletedExceptionally();
        }
        assertThat(ordered.getNow(null).why()).isEqualTo(Why.STOPPED);
        assertThat(FfmpegCheck.packets(file(), "v")).hasSizeGreaterThanOrEqualTo(SECOND - 1);
    }

    @Test
    void kill_inMidClip_losesAtMostOneSecond() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ClipRecordApplication.class.getName(),
                                file().toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        try (ClipRelay waiting =
                new ClipRelay(new ClipCamera("plain.h264", false), ClipOutput::file)) {
            waiting.until(() -> file().toFile().length() > 20_000);
        } finally {
            new ProcessBuilder("kill", "-9", Long.toString(process.pid())).start().waitFor();
        }
        Instant killed = Instant.now();
        assertThat(process.waitFor()).isEqualTo(137);

        RecordIndex index = ClipScan.complete(file());
        assertThat(index.last().orElseThrow()).isAfter(killed.minusSeconds(1));
        assertThat(Files.size(file())).isEqualTo(index.bytes());
        assertThat(FfmpegCheck.decode(file())).isEmpty();
    }

    /// Takes so many bytes and no more.
    private static final class SmallDisk implements ClipOutput {
        private final ClipOutput disk;
        private int left;

        SmallDisk(ClipOutput disk, int bytes) {
            this.disk = disk;
            this.left = bytes;
        }

        @Override
        public void write(ByteBuffer... parts) throws IOException {
            for (ByteBuffer part : parts) {
                int fits = Math.min(left, part.remaining());
                left -= fits;
                boolean isAll = fits == part.remaining();
                disk.write(part.slice(part.position(), fits));
                if (!isAll) {
                    throw new IOException("No space left on device");
                }
            }
        }

        @Override
        public void force() throws IOException {
            disk.force();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }
}
