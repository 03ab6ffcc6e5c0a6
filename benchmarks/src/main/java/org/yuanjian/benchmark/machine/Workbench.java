package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a benchmark works: two cores, the programs in C, and a folder of its own.
///
/// @param root of the repository
/// @param folder for files of this run
/// @param relayCore the core of what is measured
/// @param loadCore the core of everything else
public record Workbench(Path root, Path folder, int relayCore, int loadCore) {

    /// A program of `src/main/c` on the core of the load.
    public PinnedProcess load(String program, String... arguments)
            throws IOException, InterruptedException {
        return start(program, loadCore, arguments);
    }

    /// A program of `src/main/c` on the core of what is measured.
    public PinnedProcess bare(String program, String... arguments)
            throws IOException, InterruptedException {
        return start(program, relayCore, arguments);
    }

    private PinnedProcess start(String program, int core, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(new NativePrograms(root).program(program).toString());
        command.addAll(List.of(arguments));
        return PinnedProcess.start(program, core, command);
    }

    /// A file of this run with these lines.
    public Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }
}
