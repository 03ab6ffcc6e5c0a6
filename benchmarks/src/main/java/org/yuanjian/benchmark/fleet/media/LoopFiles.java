package org.yuanjian.benchmark.fleet.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.yuanjian.benchmark.fleet.media.LoopKey.Coding;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.Place;
import org.yuanjian.benchmark.fleet.scene.ScenePainter;

/// Writes the loops that JavaCV's FFmpeg cannot encode, H.265 and B-frames, with an `ffmpeg` on the
/// path that has x264 and x265 (Debian's has). The files are kept with the sources; run this again
/// when scenes change.
final class LoopFiles {
    private static final int SECONDS = 4;

    private final Path folder;

    private LoopFiles(Path folder) {
        this.folder = folder;
    }

    /// @param arguments the folder to write to
    static void main(String[] arguments) throws IOException, InterruptedException {
        System.setProperty("java.awt.headless", "true");
        LoopFiles files = new LoopFiles(Files.createDirectories(Path.of(arguments[0])));
        Set<LoopKey> keys = new LinkedHashSet<>();
        for (Place place : Place.values()) {
            for (Look look : Look.values()) {
                if (look.isView()) {
                    continue;
                }
                for (PictureSize size : PictureSize.values()) {
                    keys.add(new LoopKey(place, look, size, Coding.H265));
                }
            }
            keys.add(LoopKey.clear(place, PictureSize.MAIN, Coding.H264_B_FRAMES));
        }
        for (LoopKey key : keys) {
            files.write(key);
        }
    }

    private void write(LoopKey key) throws IOException, InterruptedException {
        PictureSize size = key.size();
        boolean moves = !key.look().isStill() && key.look() != Look.BLURRED;
        int seconds = moves ? SECONDS : PictureSize.GOP_SECONDS;
        int pictures = seconds * size.framesPerSecond();
        Process ffmpeg =
                new ProcessBuilder(command(key))
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        ScenePainter painter =
                new ScenePainter(key.place().scene(), key.look(), size.width(), size.height());
        Planes planes = Planes.withoutGrain(size.width(), size.height());
        try (OutputStream raw = ffmpeg.getOutputStream()) {
            for (int i = 0; i < pictures; i++) {
                planes.take(
                        painter.paint((double) i / pictures, i * 1000L / size.framesPerSecond()),
                        i);
                raw.write(planes.bytes());
            }
        }
        if (ffmpeg.waitFor() != 0) {
            throw new IOException("ffmpeg failed for " + key.fileName());
        }
    }

    private List<String> command(LoopKey key) {
        PictureSize size = key.size();
        boolean h265 = key.coding() == Coding.H265;
        List<String> command =
                new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "rawvideo"));
        command.addAll(List.of("-pix_fmt", "yuv420p", "-s", size.width() + "x" + size.height()));
        command.addAll(List.of("-r", Integer.toString(size.framesPerSecond()), "-i", "-"));
        String gop = "keyint=" + size.gopPictures() + ":min-keyint=" + size.gopPictures();
        if (h265) {
            command.addAll(List.of("-c:v", "libx265", "-preset", "medium", "-crf", "30"));
            command.addAll(
                    List.of(
                            "-x265-params",
                            gop
                                    + ":scenecut=0:bframes=0:open-gop=0:info=0:repeat-headers=1"
                                    + ":log-level=error"));
            command.addAll(List.of("-bsf:v", "filter_units=remove_types=35|38-40", "-f", "hevc"));
        } else {
            command.addAll(List.of("-c:v", "libx264", "-preset", "slow", "-crf", "28"));
            command.addAll(List.of("-profile:v", "main"));
            command.addAll(
                    List.of(
                            "-x264-params",
                            gop
                                    + ":scenecut=0:bframes=2:b-adapt=0:b-pyramid=none:open-gop=0"
                                    + ":repeat-headers=1"));
            command.addAll(List.of("-bsf:v", "filter_units=remove_types=6|9|12", "-f", "h264"));
        }
        command.add(folder.resolve(key.fileName() + (h265 ? ".h265" : ".h264")).toString());
        return command;
    }
}
