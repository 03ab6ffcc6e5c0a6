package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompilerThreadsTest {
    @Test
    void yieldToMedia_compilersOnly() throws IOException {
        assumeTrue(Files.exists(CompilerThreads.TASKS), "there is no /proc here");

        CompilerThreads.yieldToMedia();

        try (Stream<Path> all = Files.list(CompilerThreads.TASKS)) {
            List<Path> tasks = all.toList();
            assertThat(tasks.stream().filter(CompilerThreads::isCompiler))
                    .isNotEmpty()
                    .allMatch(task -> nice(task) == CompilerThreads.NICE);
            assertThat(nice(Path.of("/proc/thread-self"))).isZero();
        }
    }

    /// proc_pid_stat(5): the name stands in brackets and may hold anything; nice is field 19.
    private static int nice(Path task) {
        try {
            String stat = Files.readString(task.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Integer.parseInt(fields[16]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
