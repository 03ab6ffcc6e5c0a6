package org.yuanjian.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.flip;
import static org.bytedeco.opencv.global.opencv_core.transpose;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_REDUCED_COLOR_2;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.yuanjian.face.PictureHeader.Format;

/// Decodes a checked picture and turns it upright. What comes out carries nothing of the file but
/// its pixels. Inside a `PointerScope`, which frees them.
final class PictureReader {
    // A face in a picture of 12 million pixels is large enough at half the size.
    private static final long HALVED_FROM = 12_000_000;
    private static final int BOTH_AXES = -1;
    private static final int LEFT_RIGHT = 1;
    private static final int UP_DOWN = 0;

    private PictureReader() {}

    /// A picture as pixels.
    ///
    /// @param pixels 8 bits, blue green red, upright
    /// @param shrunk how many pixels of the file one of these is wide
    /// @param isTurned whether it was turned upright
    record Picture(Mat pixels, int shrunk, boolean isTurned) {}

    static Picture read(byte[] bytes, Set<Format> allowed) throws FaceException {
        PictureHeader header = PictureCheck.read(bytes, allowed);
        boolean isHalved = header.pixels() > HALVED_FROM;
        int flags = (isHalved ? IMREAD_REDUCED_COLOR_2 : IMREAD_COLOR) | IMREAD_IGNORE_ORIENTATION;
        Mat pixels = decode(bytes, flags);
        if (pixels.empty() || pixels.channels() != TorchModel.CHANNELS) {
            throw new FaceException(FaceReason.DAMAGED, "no picture in it");
        }
        if (pixels.total() > header.pixels()) {
            throw new FaceException(FaceReason.DAMAGED, "larger than its header says");
        }
        return new Picture(
                turned(pixels, header.orientation()),
                isHalved ? 2 : 1,
                header.orientation() != PictureHeader.UPRIGHT);
    }

    private static Mat decode(byte[] bytes, int flags) throws FaceException {
        BytePointer data = new BytePointer(bytes);
        Mat coded = new Mat(1, bytes.length, CV_8UC1, data);
        try {
            return imdecode(coded, flags);
        } catch (RuntimeException e) {
            throw new FaceException(FaceReason.DAMAGED, "the decoder refuses it");
        } finally {
            coded.close();
            data.close();
        }
    }

    /// EXIF 2.32 §4.6.4: where the first row and the first column of the stored picture belong.
    private static Mat turned(Mat stored, int orientation) {
        if (orientation == PictureHeader.UPRIGHT) {
            return stored;
        }
        Mat turned = new Mat();
        boolean isOnItsSide = orientation >= 5;
        if (isOnItsSide) {
            transpose(stored, turned);
        } else {
            stored.copyTo(turned);
        }
        switch (orientation) {
            case 2, 6 -> flip(turned, turned, LEFT_RIGHT);
            case 3, 7 -> flip(turned, turned, BOTH_AXES);
            case 4, 8 -> flip(turned, turned, UP_DOWN);
            default -> {
                // 5 is the transposed picture itself.
            }
        }
        stored.close();
        return turned;
    }
}
