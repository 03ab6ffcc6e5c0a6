package org.yuanjian.face;

import java.nio.FloatBuffer;
import org.bytedeco.opencv.opencv_core.Mat;

/// Lays a picture out as models want it: planes of red, green and blue, 0–255. One thread.
final class PicturePlanes {
    private final byte[] pixels;

    /// @param side of the largest picture
    PicturePlanes(int side) {
        pixels = new byte[side * side * TorchModel.CHANNELS];
    }

    /// @param picture square, 8 bits, blue green red
    /// @param planes where to put them; its position moves behind them
    void put(Mat picture, FloatBuffer planes) {
        int count = picture.rows() * picture.cols();
        picture.data().get(pixels, 0, count * TorchModel.CHANNELS);
        for (int channel = TorchModel.CHANNELS - 1; channel >= 0; channel--) {
            for (int at = channel, end = count * TorchModel.CHANNELS;
                    at < end;
                    at += TorchModel.CHANNELS) {
                planes.put(pixels[at] & 0xFF);
            }
        }
    }
}
