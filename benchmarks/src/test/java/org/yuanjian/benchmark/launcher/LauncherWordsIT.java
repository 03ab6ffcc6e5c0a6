package org.yuanjian.benchmark.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `./yuanjian` says to words it does not understand, and what `doctor` sees.
class LauncherWordsIT {
    @TempDir static Path folder;

    private static BuiltCheckout checkout;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        checkout = new BuiltCheckout(folder, folder.resolve("cache"));
    }

    @ParameterizedTest
    @CsvSource({
        "demo --port, --port takes a value",
        "demo --data, --data takes a value",
        "demo --points --json, --points takes a value",
        "demo --port abc, --port takes a number from 1 to 65530",
        "demo --port 65532, --port takes a number from 1 to 65530",
        "demo --points 0, --points takes a number from 1 to",
        "demo --colour, demo does not know \"--colour\"",
        "start --config, --config takes a value",
        "start --colour, start does not know \"--colour\"",
        "start --config nowhere.yml, there is no configuration at nowhere.yml",
        "start, Copy config/yuanjian.example.yml",
        "doctor --port, --port takes a value",
        "doctor --data, --data takes a value",
        "doctor --port x, --port takes a number",
        "build everything, build does not know \"everything\"",
        "fuzz, fuzz takes CLASS#METHOD first",
        "fuzz SomeFuzzTest, fuzz takes CLASS#METHOD first",
        "fuzz SomeFuzzTest#read, there is no fuzz target SomeFuzzTest#read",
        "frobnicate, there is no command \"frobnicate\"",
        "bench fleet --port x, --port takes a number",
        "bench fleet --port, --port takes a value",
        "bench fleet --colour, there is no option --colour"
    })
    void run_wrongWords_saysWhatIsWrong(String arguments, String answer) throws Exception {
        try (LauncherRun run = LauncherRun.start(checkout, arguments.split(" ", -1))) {
            assertThat(run.await()).isEqualTo(1);
            assertThat(run.restOfOutput()).isEmpty();
            assertThat(run.restOfWords()).contains(answer).doesNotContain("Exception");
        }
    }

    @Test
    void doctor_builtCheckout_looksAtEverything() throws Exception {
        int port = FreePorts.find();
        try (LauncherRun run =
                LauncherRun.start(checkout, "doctor", "--port", Integer.toString(port))) {
            int code = run.await();
            String said = String.join("\n", run.restOfOutput());
            assertThat(said)
                    .contains("Tools", "Build", "Machine", "Data in ", "Settings in ")
                    .contains("ok    JDK 25 at ")
                    .contains("ok    built from the sources as they are")
                    .contains("ok    native transport")
                    .contains("Ports " + port + " to " + (port + 5) + "\n  ok    free");
            assertThat(code).isEqualTo(said.contains("  BAD ") ? 1 : 0);
            assertThat(run.restOfWords()).isEmpty();
        }
    }

    @Test
    void help_always_namesEveryCommand() throws Exception {
        try (LauncherRun run = LauncherRun.start(checkout, "help")) {
            assertThat(run.await()).isZero();
            assertThat(String.join("\n", run.restOfOutput()))
                    .contains(
                            " demo ",
                            " start ",
                            " test ",
                            " fuzz ",
                            " bench ",
                            " doctor ",
                            " build")
                    .contains(" audit ", " account ", " backup ", " restore ");
        }
    }
}
