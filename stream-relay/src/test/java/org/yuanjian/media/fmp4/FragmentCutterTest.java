package org.yuanjian.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// Cuts clips into fragments and lets ffmpeg judge them.
class FragmentCutterTest {
    private final RecordingFragments fragments = new RecordingFragments();
    private final FragmentCutter cutter = new FragmentCutter(fragments);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"plain.h264", "reordered.h264", "plain.h265", "reordered.h265"})
    void cut_video_decodesCleanInOrder(String clip) throws Exception {
        FfmpegCheck.need();
        cut(List.of(Clip.format(clip)), Clip.video(clip, 0, System.nanoTime()));

        Path file = write();
        assertThat(FfmpegCheck.decode(file)).isEmpty();
        List<String> packets = FfmpegCheck.packets(file, "v");
        assertThat(packets).hasSize(30);
        assertThat(times(packets, 1)).isSorted().doesNotHaveDuplicates();
        assertThat(times(packets, 0)).doesNotHaveDuplicates();
        for (int i = 0; i < packets.size(); i++) {
            assertThat(times(packets, 1).get(i)).isLessThanOrEqualTo(times(packets, 0).get(i));
        }
        assertThat(spacing(times(packets, 0))).allMatch(gap -> Math.abs(gap - 0.04) < 0.001);
        assertThat(fragments.keys).hasSize(30);
        assertThat(fragments.keys.getFirst()).isTrue();
    }

    @Test
    void cut_videoAndAac_bothDecode() throws Exception {
        FfmpegCheck.need();
        long now = System.nanoTime();
        List<AccessUnit> units = new ArrayList<>(Clip.video("plain.h264", 0, now));
        units.addAll(Clip.aac(1, now));
        units.sort(Comparator.comparingLong(AccessUnit::arrivalNanos));
        cut(List.of(Clip.format("plain.h264"), Clip.aacFormat()), units);

        Path file = write();
        assertThat(fragments.mimes)
                .containsExactly("video/mp4; codecs=\"" + "avc1.4d400b,mp4a.40.2\"");
        assertThat(FfmpegCheck.codecs(file)).isEqualTo("h264,160,96\naac");
        assertThat(FfmpegCheck.decode(file)).isEmpty();
        assertThat(spacing(times(FfmpegCheck.packets(file, "a"), 0)))
                .allMatch(gap -> Math.abs(gap - 0.064) < 0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.h264", "reordered.h264", "plain.h265", "reordered.h265"})
    void gather_video_isShownAtTheSameTimesInFewerFragments(String clip) throws Exception {
        FfmpegCheck.need();
        long now = System.nanoTime();
        FragmentCutter gathering = FragmentCutter.gathering(fragments, Duration.ofMillis(500), now);
        List<AccessUnit> units = Clip.video(clip, 0, now);
        gathering.onTracks(List.of(Clip.format(clip)));
        units.forEach(gathering::onAccessUnit);
        gathering.flush();
        gathering.flush();
        gathering.close();
        units.forEach(unit -> assertThat(unit.release()).isTrue());

        Path file = write();
        assertThat(FfmpegCheck.decode(file)).isEmpty();
        List<String> packets = FfmpegCheck.packets(file, "v");
        assertThat(packets).hasSize(30);
        assertThat(times(packets, 1)).isSorted().doesNotHaveDuplicates();
        assertThat(spacing(times(packets, 0))).allMatch(gap -> Math.abs(gap - 0.04) < 0.001);
        assertThat(times(packets, 0).getFirst()).isBetween(0.19, 0.21);
        assertThat(fragments.keys).hasSizeBetween(3, 5);
    }

    @Test
    void cut_announcedAudioNeverComes_isLeftOut() {
        long now = System.nanoTime();
        cut(List.of(Clip.format("plain.h264"), Clip.aacFormat()), Clip.video("plain.h264", 0, now));

        assertThat(fragments.mimes).hasSize(1);
        assertThat(fragments.mimes.getFirst()).doesNotContain("mp4a");
        assertThat(fragments.keys).hasSize(30);
    }

    @Test
    void cut_audioOnly_isPlayable() throws Exception {
        FfmpegCheck.need();
        cut(List.of(Clip.aacFormat()), Clip.aac(0, System.nanoTime()));

        assertThat(fragments.mimes).containsExactly("audio/mp4; codecs=\"mp4a.40.2\"");
        assertThat(FfmpegCheck.decode(write())).isEmpty();
    }

    @Test
    void cut_formatChanges_beginsANewInitSegment() {
        long now = System.nanoTime();
        cut(List.of(Clip.format("plain.h264")), Clip.video("plain.h264", 0, now));
        cut(List.of(Clip.format("reordered.h264")), Clip.video("reordered.h264", 0, now));

        assertThat(fragments.mimes).hasSize(2);
        assertThat(fragments.keys).hasSize(60);
    }

    @Test
    void onTracks_nothingPlayable_saysSo() {
        cutter.onTracks(List.of(new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of())));

        assertThat(fragments.unplayable).isEqualTo(1);
        assertThat(fragments.mimes).isEmpty();
    }

    @Test
    void onTracks_parameterSetsBroken_saysSo() {
        TrackFormat whole = Clip.format("plain.h264");
        byte[] sps = whole.parameterSets().getFirst();
        for (byte[] broken : List.of(new byte[0], new byte[] {0x67}, new byte[] {0x67, 1, 2, 3})) {
            cutter.onTracks(List.of(whole.withParameterSets(List.of(broken))));
        }
        cutter.onTracks(List.of(whole.withParameterSets(List.of(sps)))); // no PPS
        byte[] sei = {6, 5, 1};
        cutter.onTracks(List.of(whole.withParameterSets(List.of(sps, sei)))); // still none

        assertThat(fragments.unplayable).isEqualTo(5);
    }

    @Test
    void cut_anyTimestamps_neverThrows() {
        Random random = new Random(20260101);
        List<TrackFormat> tracks = List.of(Clip.format("plain.h264"), Clip.aacFormat());
        cutter.onTracks(tracks);
        long arrival = System.nanoTime();
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(20)];
            random.nextBytes(bytes);
            arrival += random.nextInt(100_000_000);
            long ticks = random.nextInt(20) == 0 ? random.nextLong() : i * 3600L;
            AccessUnit unit =
                    new AccessUnit(
                            random.nextInt(3),
                            ticks,
                            arrival,
                            random.nextInt(10) == 0,
                            List.of(Unpooled.wrappedBuffer(bytes)));
            cutter.onAccessUnit(unit);
            unit.release();
        }
        cutter.close();

        assertThat(fragments.keys).isNotEmpty();
    }

    private void cut(List<TrackFormat> tracks, List<AccessUnit> units) {
        cutter.onTracks(tracks);
        units.forEach(cutter::onAccessUnit);
        cutter.close();
        units.forEach(unit -> assertThat(unit.release()).isTrue());
    }

    private Path write() throws IOException {
        Path file = folder.resolve("clip.mp4");
        Files.write(file, fragments.file.toByteArray());
        return file;
    }

    private static List<Double> times(List<String> packets, int column) {
        return packets.stream()
                .map(line -> Double.parseDouble(line.split(",", -1)[column]))
                .toList();
    }

    private static List<Double> spacing(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        List<Double> gaps = new ArrayList<>();
        for (int i = 1; i < sorted.size(); i++) {
            gaps.add(sorted.get(i) - sorted.get(i - 1));
        }
        return gaps;
    }
}
