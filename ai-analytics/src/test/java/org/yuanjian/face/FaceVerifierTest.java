package org.yuanjian.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.data.Offset.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verifier and its process, and what becomes of both when something is wrong.
class FaceVerifierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] PICTURE = TestPictures.file(TestPictures.noise(64, 64), "png");

    private static FaceReason refused(FaceVerifier verifier) {
        return catchThrowableOfType(FaceException.class, () -> verifier.compare(PICTURE, PICTURE))
                .reason();
    }

    private static List<String> silent(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx16m", "-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(SilentApplication.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void compare_twoPictures_suggestsAndKeepsNothing() throws Exception {
        List<String> lines = Files.readAllLines(FaceFiles.faces().resolve("pairs.csv"));
        String[] same = lines.get(1).split(",", -1);
        byte[] reference = large(same[0]);
        byte[] live = large(same[1]);
        FaceSettings settings = FaceFiles.settings(FaceFiles.models(), PATIENCE);
        long pid;
        try (FaceVerifier verifier = new FaceVerifier(settings)) {
            assertThat(verifier.pid()).as("nothing runs before the first call").isZero();
            FaceComparison compared = verifier.compare(reference, live);
            assertThat(compared.similarity()).isGreaterThan(0.4);
            assertThat(compared.live().live()).isNotNull();
            boolean isGood =
                    compared.live().isGood()
                            && compared.reference() != null
                            && compared.reference().isGood();
            assertThat(compared.band())
                    .isEqualTo(isGood ? FaceBand.SUGGESTS_SAME : FaceBand.OFFICER_COMPARES);
            FaceTemplate kept = FaceTemplate.of(verifier.read(reference).template().bytes());
            assertThat(verifier.compare(kept, live).similarity())
                    .isCloseTo(compared.similarity(), offset(1e-5));
            assertThat(refused(verifier)).isEqualTo(FaceReason.NO_FACE);
            pid = verifier.pid();
            assertThat(ProcessHandle.of(pid)).isPresent();
        }
        Optional<ProcessHandle> left = ProcessHandle.of(pid);
        left.ifPresent(process -> process.onExit().join());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static byte[] large(String path) throws IOException {
        return TestPictures.file(
                TestPictures.scaled(TestPictures.image(FaceFiles.face(path)), 600, 600), "jpeg");
    }

    @Test
    void compare_templateOfAnotherModel_isRefused() throws Exception {
        FaceTemplate ours = new FaceTemplate("a", "00".repeat(32), new float[] {1, 0});
        FaceTemplate theirs = new FaceTemplate("a", "01".repeat(32), new float[] {1, 0});
        assertThat(
                        catchThrowableOfType(FaceException.class, () -> ours.similarity(theirs))
                                .reason())
                .isEqualTo(FaceReason.OTHER_MODEL);
        assertThat(ours.similarity(FaceTemplate.of(ours.bytes()))).isEqualTo(1);
        for (byte[] wrong : List.of(new byte[0], new byte[] {1, 90}, new byte[] {2, 1, 'a'})) {
            assertThat(catchThrowableOfType(FaceException.class, () -> FaceTemplate.of(wrong)))
                    .isNotNull();
        }
    }

    @Test
    void compare_hostilePictures_areRefusedBeforeAnyProcessStarts(@TempDir Path folder) {
        FaceSettings settings = FaceFiles.settings(folder, PATIENCE);
        try (FaceVerifier verifier = new FaceVerifier(settings)) {
            assertThat(
                            catchThrowableOfType(
                                            FaceException.class,
                                            () ->
                                                    verifier.read(
                                                            new byte[PictureCheck.MAX_BYTES + 1]))
                                    .reason())
                    .isEqualTo(FaceReason.TOO_MANY_BYTES);
            assertThat(verifier.pid()).isZero();
        }
    }

    @Test
    void compare_modelMissing_isUnavailable(@TempDir Path folder) {
        try (FaceVerifier verifier = new FaceVerifier(FaceFiles.settings(folder, PATIENCE))) {
            assertThat(refused(verifier)).isEqualTo(FaceReason.MODEL_MISSING);
            assertThat(verifier.pid()).isZero();
        }
    }

    @Test
    void compare_manifestMissing_isUnavailable(@TempDir Path folder) {
        FaceSettings settings =
                new FaceSettings(
                        folder,
                        folder.resolve("none.properties"),
                        folder,
                        1,
                        PATIENCE,
                        Optional.empty());
        try (FaceVerifier verifier = new FaceVerifier(settings)) {
            assertThat(refused(verifier)).isEqualTo(FaceReason.MODEL_MISSING);
        }
    }

    @Test
    void compare_modelTruncatedOrAltered_isUnavailable(@TempDir Path folder) throws Exception {
        try (Stream<Path> files = Files.list(FaceFiles.models())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".pt")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Path model = folder.resolve("face_pad_minifasnet_v2_27_80.pt");
        byte[] bytes = Files.readAllBytes(model);
        byte[] altered = bytes.clone();
        altered[altered.length / 2] ^= 1;
        for (byte[] wrong : List.of(Arrays.copyOf(bytes, bytes.length / 2), altered)) {
            Files.delete(model);
            Files.write(model, wrong);
            try (FaceVerifier verifier = new FaceVerifier(FaceFiles.settings(folder, PATIENCE))) {
                assertThat(refused(verifier)).isEqualTo(FaceReason.MODEL_ALTERED);
            }
        }
    }

    @Test
    void compare_processDoesNotAnswer_isSlowAndReplaced() {
        FaceSettings settings = FaceFiles.settings(FaceFiles.models(), Duration.ofSeconds(1));
        try (FaceVerifier verifier = new FaceVerifier(settings, silent())) {
            assertThat(refused(verifier)).isEqualTo(FaceReason.SLOW);
            assertThat(verifier.pid()).isZero();
            assertThat(refused(verifier)).isEqualTo(FaceReason.SLOW);
        }
    }

    /// The first process is silent, the next one works.
    @Test
    void compare_firstProcessDoesNotAnswer_nextCallWorks(@TempDir Path folder) throws Exception {
        FaceSettings settings = FaceFiles.settings(FaceFiles.models(), Duration.ofSeconds(5));
        FaceNatives.prepare(FaceFiles.NATIVES);
        Path sign = folder.resolve("started");
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
        command.add("sign=$1; shift; [ -e \"$sign\" ] && exec \"$@\"; : > \"$sign\"; " + quoted());
        command.addAll(List.of("sh", sign.toString()));
        command.addAll(FaceCommand.of(settings));
        try (FaceVerifier verifier = new FaceVerifier(settings, command)) {
            assertThat(refused(verifier)).isEqualTo(FaceReason.SLOW);
            assertThat(refused(verifier)).isEqualTo(FaceReason.NO_FACE);
        }
    }

    private static String quoted() {
        return "exec '" + String.join("' '", silent()) + "'";
    }

    @Test
    void readFrame_noJpeg_isRefused(@TempDir Path folder) {
        try (FaceVerifier verifier = new FaceVerifier(FaceFiles.settings(folder, PATIENCE))) {
            assertThat(
                            catchThrowableOfType(
                                            FaceException.class, () -> verifier.readFrame(PICTURE))
                                    .reason())
                    .isEqualTo(FaceReason.UNKNOWN_FORMAT);
        }
    }

    @Test
    void compare_processEnds_failsAndIsReplaced() throws Exception {
        FaceSettings settings = FaceFiles.settings(FaceFiles.models(), PATIENCE);
        try (FaceVerifier verifier = new FaceVerifier(settings, silent("end"))) {
            assertThat(refused(verifier)).isEqualTo(FaceReason.FAILED);
            long ended = verifier.pid();
            assertThat(refused(verifier)).isEqualTo(FaceReason.FAILED);
            assertThat(verifier.pid()).isNotEqualTo(ended);
        }
    }

    @Test
    void compare_moreThanItTakesAtOnce_isBusy() throws Exception {
        FaceSettings settings = FaceFiles.settings(FaceFiles.models(), Duration.ofMinutes(1));
        Thread[] callers = new Thread[4];
        try (FaceVerifier verifier = new FaceVerifier(settings, silent())) {
            verifier.start();
            for (int i = 0; i < callers.length; i++) {
                callers[i] = Thread.startVirtualThread(() -> refused(verifier));
            }
            while (!verifier.isFull()) {
                Thread.onSpinWait();
            }
            assertThat(refused(verifier)).isEqualTo(FaceReason.BUSY);
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }
}
