package org.yuanjian.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    /// What a child of the test says of itself.
    static final class Told {
        private Told() {}

        public static void main(String[] arguments) throws IOException {
            List<String> told =
                    Stream.of(
                                    System.getProperty("of.test"),
                                    String.join(",", arguments),
                                    System.getenv("GIVEN"),
                                    System.getenv("PATH"))
                            .map(String::valueOf)
                            .toList();
            try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
                out.write(String.join(" ", told).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void start_ofOurOwnClass_hasItsOptionsAndNothingOfOurEnvironment()
            throws IOException, InterruptedException {
        List<String> command =
                ChildJvm.command(
                        10, List.of("-Xmx24m", "-Dof.test=yes"), Told.class, List.of("a", "b c"));

        Process child = ChildJvm.start(command, Map.of("GIVEN", "word"));
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).isZero();
        assertThat(said).isEqualTo("yes a,b c word null");
    }
}
