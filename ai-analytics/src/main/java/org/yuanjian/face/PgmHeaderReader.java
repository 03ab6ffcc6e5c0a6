package org.yuanjian.face;

import java.nio.ByteBuffer;
import org.yuanjian.face.PictureHeader.Format;

/// Reads the head of a binary PGM, the format of some test sets: `P5 width height maximum`, with
/// comments from # to the end of a line.
final class PgmHeaderReader {
    private static final int MAX_VALUE = 255;
    private static final int MAX_SIDE = 65_535;

    private final ByteBuffer bytes;

    PgmHeaderReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    PictureHeader read() throws FaceException {
        bytes.position(2);
        int width = number();
        int height = number();
        if (number() > MAX_VALUE) {
            throw new FaceException(FaceReason.DEEP_COLOUR, "16 bits deep");
        }
        if ((long) width * height > bytes.remaining()) {
            throw new FaceException(FaceReason.TRUNCATED, "a PGM cut in its pixels");
        }
        return new PictureHeader(Format.PGM, width, height);
    }

    private int number() throws FaceException {
        int next = next();
        while (next == '#' || Character.isWhitespace(next)) {
            while (next == '#') {
                do {
                    next = next();
                } while (next != '\n');
            }
            next = next();
        }
        int value = 0;
        while (next >= '0' && next <= '9' && value <= MAX_SIDE) {
            value = value * 10 + next - '0';
            next = next();
        }
        if (!Character.isWhitespace(next) || value > MAX_SIDE) {
            throw new FaceException(FaceReason.DAMAGED, "no head of a PGM");
        }
        return value;
    }

    private int next() throws FaceException {
        if (!bytes.hasRemaining()) {
            throw new FaceException(FaceReason.TRUNCATED, "a PGM cut in its head");
        }
        return bytes.get();
    }
}
