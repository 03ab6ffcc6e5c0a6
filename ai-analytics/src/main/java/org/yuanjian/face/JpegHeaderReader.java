package org.yuanjian.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.yuanjian.face.PictureHeader.Format;

/// Walks the markers of a JPEG (ITU-T T.81, annex B) to its end: size, depth and components from
/// the frame header, how it was held from EXIF, and whether it ends at all.
final class JpegHeaderReader {
    private static final int MARKER = 0xFF;
    private static final int TEM = 0x01;
    private static final int SOF0 = 0xC0;
    private static final int SOF15 = 0xCF;
    private static final int DHT = 0xC4;
    private static final int JPG = 0xC8;
    private static final int DAC = 0xCC;
    private static final int RST0 = 0xD0;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int CMYK_COMPONENTS = 4;
    private static final int DEPTH = 8;
    // Each scan of a progressive JPEG is a pass over the whole picture; cameras and phones send
    // ten.
    private static final int MOST_SCANS = 64;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final ByteBuffer bytes;
    private int width;
    private int height;
    private int orientation = PictureHeader.UPRIGHT;
    private int scans;

    JpegHeaderReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    PictureHeader read() throws FaceException {
        bytes.position(2);
        while (true) {
            int marker = nextMarker();
            if (marker == EOI) {
                break;
            }
            if (marker == TEM || (marker >= RST0 && marker <= SOI)) {
                continue;
            }
            ByteBuffer segment = segment();
            if (isFrame(marker)) {
                readFrame(segment);
            } else if (marker == APP1) {
                readExif(segment);
            } else if (marker == SOS) {
                countScan();
            }
        }
        if (width == 0 || height == 0 || scans == 0) {
            throw new FaceException(FaceReason.DAMAGED, "a JPEG without a picture");
        }
        return new PictureHeader(Format.JPEG, width, height, orientation);
    }

    /// In coded data FF is followed by 00 or a restart; both are passed over here.
    private int nextMarker() throws FaceException {
        while (bytes.remaining() >= 2) {
            if ((bytes.get() & 0xFF) != MARKER) {
                continue;
            }
            int marker = bytes.get(bytes.position()) & 0xFF;
            if (marker != MARKER) {
                bytes.get();
                if (marker != 0) {
                    return marker;
                }
            }
        }
        throw new FaceException(FaceReason.TRUNCATED, "a JPEG that does not end");
    }

    private ByteBuffer segment() throws FaceException {
        if (bytes.remaining() < 2) {
            throw new FaceException(FaceReason.TRUNCATED, "a JPEG cut in a segment");
        }
        int length = Short.toUnsignedInt(bytes.getShort()) - 2;
        if (length < 0) {
            throw new FaceException(FaceReason.DAMAGED, "a segment of no length");
        }
        if (length > bytes.remaining()) {
            throw new FaceException(FaceReason.TRUNCATED, "a JPEG cut in a segment");
        }
        ByteBuffer segment = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return segment;
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private void readFrame(ByteBuffer segment) throws FaceException {
        if (segment.remaining() < 6 || width != 0) {
            throw new FaceException(FaceReason.DAMAGED, "no frame header, or two");
        }
        if (segment.get() != DEPTH) {
            throw new FaceException(FaceReason.DEEP_COLOUR, "not 8 bits deep");
        }
        height = Short.toUnsignedInt(segment.getShort());
        width = Short.toUnsignedInt(segment.getShort());
        if (segment.get() == CMYK_COMPONENTS) {
            throw new FaceException(FaceReason.CMYK, "four components");
        }
    }

    private void countScan() throws FaceException {
        scans++;
        if (scans > MOST_SCANS) {
            throw new FaceException(FaceReason.DAMAGED, "more scans than any phone sends");
        }
    }

    private void readExif(ByteBuffer segment) {
        byte[] start = new byte[EXIF.length];
        if (segment.remaining() > start.length) {
            segment.get(start);
            if (Arrays.equals(start, EXIF)) {
                orientation = orientation(segment.slice());
            }
        }
    }

    /// The orientation in the first directory of TIFF bytes, as EXIF holds them; 1 where there is
    /// none that makes sense.
    static int orientation(ByteBuffer tiff) {
        int entryBytes = 12;
        int tag = 0x0112;
        if (tiff.remaining() < 8) {
            return PictureHeader.UPRIGHT;
        }
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long at = Integer.toUnsignedLong(tiff.getInt(4));
        if (at > tiff.limit() - 2) {
            return PictureHeader.UPRIGHT;
        }
        int entries = Short.toUnsignedInt(tiff.getShort((int) at));
        for (int i = 0; i < entries; i++) {
            int entry = (int) at + 2 + i * entryBytes;
            if (entry + entryBytes > tiff.limit()) {
                break;
            }
            if (Short.toUnsignedInt(tiff.getShort(entry)) == tag) {
                int value = Short.toUnsignedInt(tiff.getShort(entry + 8));
                return value >= 1 && value <= 8 ? value : PictureHeader.UPRIGHT;
            }
        }
        return PictureHeader.UPRIGHT;
    }
}
