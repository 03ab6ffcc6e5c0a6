package org.yuanjian.benchmark.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every program compiles without a warning.
public final class NativeProgramsTest {
    public static final Path ROOT = Path.of(System.getProperty("yuanjian.root", ".."));

    /// Skips what needs gcc where there is none.
    public static void assumeCompiler() {
        boolean there =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "gcc")));
        Assumptions.assumeTrue(there, "gcc is not installed");
    }

    @BeforeAll
    static void needsCompiler() {
        assumeCompiler();
    }

    @Test
    void program_everySource_compilesWithoutWarning(@TempDir Path target)
            throws IOException, InterruptedException {
        NativePrograms programs = new NativePrograms(ROOT.resolve("benchmarks/src/main/c"), target);
        assertThat(programs.names()).contains("camera", "rtsp_viewers", "bare_relay", "spinner");
        for (String name : programs.names()) {
            assertThat(programs.program(name)).isExecutable();
        }
    }

    @Test
    void program_newerThanSource_isNotCompiledAgain(@TempDir Path target)
            throws IOException, InterruptedException {
        NativePrograms programs = new NativePrograms(ROOT.resolve("benchmarks/src/main/c"), target);
        Path program = programs.program("spinner");
        Object before = Files.readAttributes(program, "unix:ino").get("ino");
        programs.program("spinner");
        assertThat(Files.readAttributes(program, "unix:ino").get("ino")).isEqualTo(before);
    }
}
