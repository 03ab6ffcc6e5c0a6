package org.yuanjian.face;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.yuanjian.face.PictureHeader.Format;

/// Walks the chunks of a PNG (third edition, §5.3) to its end.
final class PngHeaderReader {
    private static final int SIGNATURE_BYTES = 8;
    private static final int HEADER_BYTES = 13;
    private static final int CHECK_BYTES = 4;
    private static final int DEEPEST = 8;

    private final ByteBuffer bytes;
    private int width;
    private int height;
    private int orientation = PictureHeader.UPRIGHT;

    PngHeaderReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    PictureHeader read() throws FaceException {
        bytes.position(SIGNATURE_BYTES);
        while (true) {
            if (bytes.remaining() < 8 + CHECK_BYTES) {
                throw new FaceException(FaceReason.TRUNCATED, "a PNG that does not end");
            }
            long length = Integer.toUnsignedLong(bytes.getInt());
            String type = type();
            if (length > bytes.remaining() - CHECK_BYTES) {
                throw new FaceException(FaceReason.TRUNCATED, "a PNG cut in a chunk");
            }
            if (type.equals("IEND")) {
                break;
            }
            readChunk(type, bytes.slice(bytes.position(), (int) length));
            bytes.position(bytes.position() + (int) length + CHECK_BYTES);
        }
        return new PictureHeader(Format.PNG, width, height, orientation);
    }

    private String type() {
        byte[] type = new byte[4];
        bytes.get(type);
        return new String(type, StandardCharsets.ISO_8859_1);
    }

    private void readChunk(String type, ByteBuffer chunk) throws FaceException {
        switch (type) {
            case "IHDR" -> readSize(chunk);
            case "acTL" -> throw new FaceException(FaceReason.ANIMATED, "an animated PNG");
            case "eXIf" -> orientation = JpegHeaderReader.orientation(chunk);
            default -> {
                if (width == 0) {
                    throw new FaceException(FaceReason.DAMAGED, "a PNG without a header");
                }
            }
        }
    }

    private void readSize(ByteBuffer chunk) throws FaceException {
        if (chunk.remaining() != HEADER_BYTES || width != 0) {
            throw new FaceException(FaceReason.DAMAGED, "no PNG header, or two");
        }
        width = chunk.getInt();
        height = chunk.getInt();
        if (width <= 0 || height <= 0) {
            throw new FaceException(FaceReason.DAMAGED, "a PNG without extent");
        }
        if (chunk.get() > DEEPEST) {
            throw new FaceException(FaceReason.DEEP_COLOUR, "16 bits deep");
        }
    }
}
