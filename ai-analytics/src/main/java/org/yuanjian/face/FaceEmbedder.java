package org.yuanjian.face;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/// Turns aligned faces into vectors of unit length. One thread.
final class FaceEmbedder implements AutoCloseable {
    private final TorchModel model;
    private final PicturePlanes planes;
    private final String name;
    private final String sha256;

    FaceEmbedder(TorchModel model, String name, String sha256) {
        this.model = model;
        this.planes = new PicturePlanes(model.side());
        this.name = name;
        this.sha256 = sha256;
    }

    /// @param aligned as [FaceAligner#align] cuts them, of one call each their own
    List<FaceTemplate> embed(List<Mat> aligned) throws FaceException {
        if (aligned.isEmpty()) {
            return List.of();
        }
        FloatBuffer input = model.input();
        aligned.forEach(face -> planes.put(face, input));
        float[] rows = model.run(aligned.size());
        int length = rows.length / aligned.size();
        List<FaceTemplate> templates = new ArrayList<>();
        for (int at = 0; at < rows.length; at += length) {
            templates.add(
                    new FaceTemplate(name, sha256, Arrays.copyOfRange(rows, at, at + length)));
        }
        return templates;
    }

    @Override
    public void close() {
        model.close();
    }
}
