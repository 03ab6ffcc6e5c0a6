package org.yuanjian.media.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Asks Debian's ffmpeg what it thinks of a file.
public final class FfmpegCheck {
    private FfmpegCheck() {}

    /// Skips the test where there is no ffmpeg; fails it on a build machine.
    public static void need() {
        boolean there =
                Files.isExecutable(Path.of("/usr/bin/ffmpeg"))
                        && Files.isExecutable(Path.of("/usr/bin/ffprobe"));
        if (!"true".equals(System.getenv("CI"))) {
            Assumptions.assumeTrue(there, "ffmpeg is not installed: apt-get install ffmpeg");
        }
        assertThat(there).as("ffmpeg and ffprobe in /usr/bin").isTrue();
    }

    /// Decodes every stream; returns what ffmpeg complained of.
    public static String decode(Path file) throws IOException, InterruptedException {
        return run("ffmpeg", "-v", "warning", "-i", file.toString(), "-f", "null", "-");
    }

    /// `codec_name,pts_time,dts_time,flags` of each packet of the streams chosen.
    public static List<String> packets(Path file, String streams)
            throws IOException, InterruptedException {
        String fields = "packet=pts_time,dts_time,flags";
        return run(
                        "ffprobe",
                        "-v",
                        "warning",
                        "-select_streams",
                        streams,
                        "-show_entries",
                        fields,
                        "-of",
                        "csv=p=0",
                        file.toString())
                .lines()
                .toList();
    }

    public static String codecs(Path file) throws IOException, InterruptedException {
        return run(
                        "ffprobe",
                        "-v",
                        "warning",
                        "-show_entries",
                        "stream=codec_name,width,height",
                        "-of",
                        "csv=p=0",
                        file.toString())
                .strip();
    }

    /// Fields of the picture, in ffprobe's own order, parted by commas.
    public static String video(Path file, String fields) throws IOException, InterruptedException {
        return run(
                        "ffprobe",
                        "-v",
                        "warning",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=" + fields,
                        "-of",
                        "csv=p=0",
                        file.toString())
                .strip();
    }

    /// What ffmpeg says of the likeness of two files, picture by picture (PSNR).
    public static String compare(Path one, Path other) throws IOException, InterruptedException {
        return run(
                "ffmpeg",
                "-v",
                "info",
                "-i",
                one.toString(),
                "-i",
                other.toString(),
                "-lavfi",
                "psnr=shortest=1",
                "-f",
                "null",
                "-");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
