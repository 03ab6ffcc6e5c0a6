package org.yuanjian.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.yuanjian.face.PictureHeader.Format;

/// Walks the chunks of a WebP (RFC 9649, §2) to the end its RIFF header gives.
final class WebpHeaderReader {
    private static final int RIFF_BYTES = 12;
    private static final int ANIMATION = 0x02;
    private static final int LOSSLESS_SIGNATURE = 0x2F;
    private static final int SIDE_14 = 0x3FFF;
    private static final int SIDE_24 = 0xFFFFFF;

    private final ByteBuffer bytes;
    private int width;
    private int height;
    private int orientation = PictureHeader.UPRIGHT;
    private boolean hasPicture;

    WebpHeaderReader(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    PictureHeader read() throws FaceException {
        if (bytes.limit() < RIFF_BYTES) {
            throw new FaceException(FaceReason.TRUNCATED, "a WebP of no length");
        }
        long end = 8 + Integer.toUnsignedLong(bytes.getInt(4));
        if (end > bytes.limit()) {
            throw new FaceException(FaceReason.TRUNCATED, "a WebP that does not end");
        }
        bytes.position(RIFF_BYTES).limit((int) Math.max(end, RIFF_BYTES));
        while (bytes.remaining() >= 8) {
            readChunk();
        }
        if (!hasPicture) {
            throw new FaceException(FaceReason.DAMAGED, "a WebP without a picture");
        }
        return new PictureHeader(Format.WEBP, width, height, orientation);
    }

    private void readChunk() throws FaceException {
        byte[] type = new byte[4];
        bytes.get(type);
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (length > bytes.remaining()) {
            throw new FaceException(FaceReason.TRUNCATED, "a WebP cut in a chunk");
        }
        ByteBuffer chunk =
                bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        switch (new String(type, StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> readExtended(chunk);
            case "VP8 " -> readLossy(chunk);
            case "VP8L" -> readLossless(chunk);
            case "ANIM", "ANMF" -> throw new FaceException(FaceReason.ANIMATED, "animated WebP");
            case "EXIF" -> orientation = JpegHeaderReader.orientation(chunk);
            default -> {
                // Colour profiles and alpha are the decoder's.
            }
        }
        // Chunks are padded to even lengths.
        bytes.position((int) Math.min(bytes.limit(), bytes.position() + length + (length & 1)));
    }

    private void readExtended(ByteBuffer chunk) throws FaceException {
        need(chunk, 10);
        if ((chunk.get(0) & ANIMATION) != 0) {
            throw new FaceException(FaceReason.ANIMATED, "animated WebP");
        }
        take((chunk.getInt(3) >>> 8 & SIDE_24) + 1, (chunk.getInt(6) >>> 8 & SIDE_24) + 1);
    }

    private void readLossy(ByteBuffer chunk) throws FaceException {
        need(chunk, 10);
        hasPicture = true;
        take(chunk.getShort(6) & SIDE_14, chunk.getShort(8) & SIDE_14);
    }

    private void readLossless(ByteBuffer chunk) throws FaceException {
        need(chunk, 5);
        if (chunk.get(0) != LOSSLESS_SIGNATURE) {
            throw new FaceException(FaceReason.DAMAGED, "no lossless WebP");
        }
        hasPicture = true;
        int sides = chunk.getInt(1);
        take((sides & SIDE_14) + 1, (sides >>> 14 & SIDE_14) + 1);
    }

    /// The largest of what its parts say: none of them may be larger than allowed.
    private void take(int partWidth, int partHeight) {
        width = Math.max(width, partWidth);
        height = Math.max(height, partHeight);
    }

    private static void need(ByteBuffer chunk, int length) throws FaceException {
        if (chunk.remaining() < length) {
            throw new FaceException(FaceReason.DAMAGED, "a WebP chunk that is too short");
        }
    }
}
