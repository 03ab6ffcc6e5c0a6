package org.yuanjian.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A script that drives a browser, run by node to its end.
///
/// @param file the script, below `root`
/// @param words of its command line
public record NodeScript(Path root, String file, List<String> words) {
    private static final String END = "end";

    /// One of `src/main/js`, told where the pages' own modules are and who signs in to the demo.
    static NodeScript atDemo(Path root, String name, DemoProcess demo, Object... more)
            throws IOException {
        List<String> words = new ArrayList<>();
        words.add(root.resolve("supervision-console/ui").toString());
        words.addAll(List.of(demo.value("console"), demo.value("user")));
        for (Object word : more) {
            words.add(word.toString());
        }
        return new NodeScript(root, "benchmarks/src/main/js/" + name + ".mjs", words);
    }

    /// @param input lines for its standard input, where secrets go
    /// @return the lines it said before its `end`
    /// @throws IOException with these lines if it failed or never said `end`
    public List<String> run(List<String> input) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", root.resolve(file).toString()));
        command.addAll(words);
        Process node =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader out = node.inputReader()) {
            try (Writer in = node.outputWriter()) {
                in.write(String.join("\n", input) + "\n");
            }
            List<String> lines = out.readAllLines();
            if (node.waitFor() != 0 || lines.isEmpty() || !lines.getLast().equals(END)) {
                throw new IOException(
                        "the browser did not come to an end\n" + String.join("\n", lines));
            }
            return lines.subList(0, lines.size() - 1);
        } finally {
            node.destroy();
        }
    }
}
