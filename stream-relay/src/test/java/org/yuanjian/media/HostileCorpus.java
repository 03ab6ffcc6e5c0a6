package org.yuanjian.media;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of hostile input that lie beside the repository on development machines. Where they
/// are missing, the tests that replay them are skipped.
public final class HostileCorpus {
    private static final Path FOLDER =
            Path.of(System.getProperty("yuanjian.root", ".."), "../shared/corpus");

    private HostileCorpus() {}

    /// Replays every file in a folder of the corpus. A fuzz run of the launcher starts from the
    /// folders that the class of its target names here.
    ///
    /// @param folder below the corpus, for example `rtsp`; written out
    /// @param parser holds itself to the limits of [HostileInput]
    public static void replay(String folder, HostileInput.Parser parser) throws Exception {
        Path start = FOLDER.resolve(folder);
        assumeTrue(Files.isDirectory(start), "the corpus of hostile input is not here");
        for (Path file : files(start)) {
            byte[] bytes = Files.readAllBytes(file);
            try {
                parser.parse(bytes);
            } catch (Exception | Error e) {
                throw new AssertionError("failure on " + file, e);
            }
        }
    }

    private static List<Path> files(Path start) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
