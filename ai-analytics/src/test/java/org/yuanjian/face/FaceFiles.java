package org.yuanjian.face;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Models, pictures and pairs that lie beside the repository on development machines. Where they
/// are missing, the tests that need them are skipped.
final class FaceFiles {
    static final Path ROOT = Path.of(System.getProperty("yuanjian.root", "..")).toAbsolutePath();
    static final Path MANIFEST = ROOT.resolve("config/face-models.properties");
    static final Path NATIVES = ROOT.resolve(".yuanjian/natives");

    private static final Path SHARED = ROOT.resolve("../shared").normalize();

    private FaceFiles() {}

    static Path models() {
        Path models = SHARED.resolve("models");
        assumeTrue(
                Files.exists(models.resolve("face_embed_omz0095_128.pt")),
                "the face models are not here");
        return models;
    }

    static Path faces() {
        Path faces = SHARED.resolve("faces");
        assumeTrue(Files.exists(faces.resolve("pairs.csv")), "the pictures of faces are not here");
        return faces;
    }

    static byte[] face(String path) throws IOException {
        return Files.readAllBytes(faces().resolve(path));
    }

    static Path corpus() {
        Path corpus = SHARED.resolve("corpus/jpeg");
        assumeTrue(Files.isDirectory(corpus), "the corpus of hostile input is not here");
        return corpus;
    }

    static FaceModels pinned() throws FaceException {
        return new FaceModels(models(), MANIFEST);
    }

    static FaceSettings settings(Path models, Duration patience) {
        return new FaceSettings(models, MANIFEST, NATIVES, 1, patience, Optional.empty());
    }
}
