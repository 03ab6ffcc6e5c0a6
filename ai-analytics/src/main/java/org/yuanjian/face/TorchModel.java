package org.yuanjian.face;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoopTranslator;
import ai.djl.translate.TranslateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.util.Map;

/// One model with its predictor and the memory its input lies in, both made once. One thread.
///
/// Input: float32 [N, 3, S, S], RGB, 0–255; everything else is inside the model.
final class TorchModel implements AutoCloseable {
    static final int CHANNELS = 3;

    private final Model model;
    private final NDManager manager;
    private final Predictor<NDList, NDList> predictor;
    private final ByteBuffer memory;
    private final int side;

    /// @param bytes TorchScript
    /// @param side S
    /// @param most the largest N
    TorchModel(byte[] bytes, int side, int most) throws FaceException {
        this.side = side;
        this.memory =
                ByteBuffer.allocateDirect(most * CHANNELS * side * side * Float.BYTES)
                        .order(ByteOrder.nativeOrder());
        this.model = Model.newInstance("face", Device.cpu(), "PyTorch");
        try {
            model.load(new ByteArrayInputStream(bytes), Map.of());
            // The engine makes an empty folder for each model, which a process that is killed
            // leaves.
            Files.deleteIfExists(model.getModelPath());
        } catch (IOException | MalformedModelException | RuntimeException e) {
            model.close();
            throw new FaceException(FaceReason.MODEL_ALTERED, "a model cannot be loaded: " + e);
        }
        this.manager = model.getNDManager().newSubManager();
        this.predictor = model.newPredictor(new NoopTranslator());
    }

    int side() {
        return side;
    }

    /// Where the input is to be put before [#run]: N planes of red, green and blue after each
    /// other.
    FloatBuffer input() {
        return memory.clear().asFloatBuffer();
    }

    /// @param count N
    /// @return the output, row by row
    float[] run(int count) throws FaceException {
        memory.clear();
        Shape shape = new Shape(count, CHANNELS, side, side);
        try (NDManager scope = manager.newSubManager()) {
            int bytes = Math.toIntExact(shape.size()) * Float.BYTES;
            ByteBuffer data = memory.slice(0, bytes).order(ByteOrder.nativeOrder());
            NDArray input = scope.create(data, shape, DataType.FLOAT32);
            NDList output = predictor.predict(new NDList(input));
            output.attach(scope);
            return output.head().toFloatArray();
        } catch (TranslateException e) {
            throw new FaceException(FaceReason.FAILED, "a model failed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        predictor.close();
        manager.close();
        model.close();
    }
}
