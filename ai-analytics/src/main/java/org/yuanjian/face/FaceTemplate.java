package org.yuanjian.face;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// One face of one person as numbers, of one model. Compared with one other, of the same model.
public final class FaceTemplate {
    private static final int SHA256_BYTES = 32;
    private static final int MAX_NAME = 64;
    private static final int MAX_LENGTH = 4096;

    private final String model;
    private final String sha256;
    private final float[] vector;

    /// @param model name of the model that made it
    /// @param sha256 of that model's file, in lower-case hex
    /// @param vector of unit length
    FaceTemplate(String model, String sha256, float[] vector) {
        this.model = model;
        this.sha256 = sha256;
        this.vector = vector.clone();
    }

    public String model() {
        return model;
    }

    public String sha256() {
        return sha256;
    }

    float[] vector() {
        return vector.clone();
    }

    /// Cosine of the two, -1 to 1.
    ///
    /// @throws FaceException if another model made the other
    public double similarity(FaceTemplate other) throws FaceException {
        if (!sha256.equals(other.sha256) || vector.length != other.vector.length) {
            throw new FaceException(
                    FaceReason.OTHER_MODEL, "templates of " + model + " and " + other.model);
        }
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            sum += (double) vector[i] * other.vector[i];
        }
        return sum;
    }

    /// To be kept, sealed under a key of that person: version (1) | name's length (1) | name |
    /// SHA-256 (32) | floats (4 each).
    public byte[] bytes() {
        byte[] name = model.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out =
                ByteBuffer.allocate(2 + name.length + SHA256_BYTES + vector.length * Float.BYTES);
        out.put((byte) 1).put((byte) name.length).put(name).put(HexFormat.of().parseHex(sha256));
        for (float value : vector) {
            out.putFloat(value);
        }
        return out.array();
    }

    /// @throws FaceException if it is not what [#bytes] gave
    public static FaceTemplate of(byte[] bytes) throws FaceException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < 2 || in.get() != 1) {
            throw new FaceException(FaceReason.OTHER_MODEL, "no template of ours");
        }
        int nameBytes = in.get();
        int rest = bytes.length - 2 - nameBytes - SHA256_BYTES;
        if (nameBytes < 0 || nameBytes > MAX_NAME || rest < 0 || rest % Float.BYTES != 0) {
            throw new FaceException(FaceReason.OTHER_MODEL, "no template of ours");
        }
        byte[] name = new byte[nameBytes];
        byte[] hash = new byte[SHA256_BYTES];
        in.get(name).get(hash);
        float[] vector = new float[Math.min(rest / Float.BYTES, MAX_LENGTH)];
        in.asFloatBuffer().get(vector);
        return new FaceTemplate(
                new String(name, StandardCharsets.UTF_8), HexFormat.of().formatHex(hash), vector);
    }

    @Override
    public String toString() {
        return "FaceTemplate of " + model;
    }
}
