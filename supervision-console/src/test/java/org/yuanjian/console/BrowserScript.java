package org.yuanjian.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A script of `ui/test/browser` run to its end in a real browser. What it prints stays in
/// `target/NAME-browser.txt`, pictures of the screens in [#SHOTS].
final class BrowserScript {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path MODULE = Path.of("").toAbsolutePath();
    static final String SHOTS = MODULE.resolve("target/shots").toString();

    private BrowserScript() {}

    static void assumeBrowser() {
        assumeTrue(Files.isExecutable(CHROMIUM), "needs Debian's chromium");
    }

    /// Fails with the script's own reason in front, which is the line a summary shows.
    static void run(String name, int minutes, String... words)
            throws IOException, InterruptedException {
        Path said = MODULE.resolve("target").resolve(name + "-browser.txt");
        List<String> command = new ArrayList<>(List.of("node", "test/browser/" + name + ".mjs"));
        command.addAll(List.of(words));
        Process browser =
                new ProcessBuilder(command)
                        .directory(MODULE.resolve("ui").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        boolean ended = browser.waitFor(minutes, TimeUnit.MINUTES);
        browser.destroy();

        assertThat(ended).as("the browser came to an end").isTrue();
        assertThat(browser.exitValue()).as(reasonFirst(Files.readString(said))).isZero();
    }

    private static String reasonFirst(String said) {
        String reason =
                said.lines()
                        .filter(line -> line.contains("Error: ") || line.contains("- waiting for"))
                        .map(String::strip)
                        .limit(2)
                        .collect(Collectors.joining(" "));
        return reason + "\n" + said;
    }
}
