package org.yuanjian.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of hostile input that lie beside the repository on development machines. Where they
/// are missing, the tests that replay them are skipped.
///
/// A parser passes a file by giving a value or throwing one of its own typed exceptions, and by
/// allocating no more than 16 times the file and a mebibyte.
public final class HostileCorpus {
    private static final Path FOLDER =
            Path.of(System.getProperty("yuanjian.root", ".."), "../shared/corpus");
    private static final long ALLOCATION_PER_BYTE = 16;
    private static final long ALLOCATION_BASE = 1 << 20;

    private HostileCorpus() {}

    /// What is tried on each file. Typed exceptions are the parser's good right: it catches them.
    @FunctionalInterface
    public interface Parser {
        void parse(byte[] bytes) throws Exception;
    }

    /// Replays every file in a folder of the corpus.
    ///
    /// @param folder below the corpus, for example `rtsp`
    public static void replay(String folder, Parser parser) throws Exception {
        Path start = FOLDER.resolve(folder);
        assumeTrue(Files.isDirectory(start), "the corpus of hostile input is not here");
        for (Path file : files(start)) {
            byte[] bytes = Files.readAllBytes(file);
            // The first time loads classes and looks for leaks, the second shows what is taken.
            parse(parser, bytes, file);
            assertThat(allocatedBy(() -> parse(parser, bytes, file)))
                    .as("bytes allocated for " + file)
                    .isLessThan(ALLOCATION_PER_BYTE * bytes.length + ALLOCATION_BASE);
        }
    }

    private static void parse(Parser parser, byte[] bytes, Path file) {
        try {
            parser.parse(bytes);
        } catch (Exception | Error e) {
            throw new AssertionError("untyped failure on " + file, e);
        }
    }

    private static List<Path> files(Path start) throws IOException {
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// Without leak detection, whose records outweigh any parser.
    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        try {
            long before = threads.getCurrentThreadAllocatedBytes();
            work.run();
            return threads.getCurrentThreadAllocatedBytes() - before;
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }
}
