package org.yuanjian.face;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Properties;

/// The models the manifest pins, in the folder where they lie. A file is read whole and hashed
/// before anything of it is used.
public final class FaceModels {
    private static final long MAX_BYTES = 64 << 20;

    private final Path folder;
    private final Properties manifest = new Properties();

    /// @param folder where the files are
    /// @param manifest `config/face-models.properties`
    /// @throws FaceException if there is no manifest
    public FaceModels(Path folder, Path manifest) throws FaceException {
        this.folder = folder;
        try (Reader reader = Files.newBufferedReader(manifest)) {
            this.manifest.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new FaceException(FaceReason.MODEL_MISSING, "no manifest at " + manifest);
        }
    }

    /// Reads and hashes all of them.
    ///
    /// @throws FaceException if one is missing or not the one the manifest names
    public void verify() throws FaceException {
        for (Role role : Role.values()) {
            read(role);
        }
    }

    /// What a model is for.
    enum Role {
        DETECTOR,
        EMBEDDER,
        PRESENCE_NEAR,
        PRESENCE_WIDE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Bytes of a model, which hash to what the manifest says.
    byte[] read(Role role) throws FaceException {
        ModelCard card = card(role);
        Path file = folder.resolve(card.file());
        byte[] bytes;
        try {
            if (!Files.isRegularFile(file)) {
                throw new FaceException(FaceReason.MODEL_MISSING, card.file() + " is missing");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new FaceException(FaceReason.MODEL_ALTERED, card.file() + " is too large");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FaceException(FaceReason.MODEL_MISSING, card.file() + " cannot be read");
        }
        if (!sha256(bytes).equals(card.sha256())) {
            throw new FaceException(
                    FaceReason.MODEL_ALTERED,
                    card.file() + " is not the file that the manifest names");
        }
        return bytes;
    }

    ModelCard card(Role role) throws FaceException {
        return new ModelCard(text(role, "file"), text(role, "sha256"));
    }

    String text(Role role, String name) throws FaceException {
        String value = manifest.getProperty(role.word() + "." + name);
        if (value == null) {
            throw new FaceException(
                    FaceReason.MODEL_MISSING, "the manifest lacks " + role.word() + "." + name);
        }
        return value.strip();
    }

    double number(Role role, String name) throws FaceException {
        try {
            return Double.parseDouble(text(role, name));
        } catch (NumberFormatException e) {
            throw new FaceException(
                    FaceReason.MODEL_ALTERED, "no number: " + role.word() + "." + name);
        }
    }

    /// Those of the model's card.
    public FaceThresholds thresholds() throws FaceException {
        return new FaceThresholds(
                number(Role.EMBEDDER, "same-from"), number(Role.EMBEDDER, "different-below"));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
