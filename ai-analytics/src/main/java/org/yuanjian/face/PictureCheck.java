package org.yuanjian.face;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.yuanjian.face.PictureHeader.Format;

/// Reads what a picture says of itself and refuses what no decoder shall see. Looks at bytes, takes
/// no memory to speak of, and walks each file once.
final class PictureCheck {
    static final int MAX_BYTES = 15 << 20;
    static final long MAX_PIXELS = 40_000_000;
    static final Set<Format> FROM_PEOPLE = Set.of(Format.JPEG, Format.PNG, Format.WEBP);
    static final Set<Format> ALL = Set.of(Format.values());

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis");

    private PictureCheck() {}

    /// @param allowed which formats are taken here
    /// @throws FaceException with the reason why it is not taken
    static PictureHeader read(byte[] picture, Set<Format> allowed) throws FaceException {
        if (picture.length == 0) {
            throw new FaceException(FaceReason.EMPTY, "no bytes");
        }
        if (picture.length > MAX_BYTES) {
            throw new FaceException(FaceReason.TOO_MANY_BYTES, picture.length + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.wrap(picture);
        PictureHeader header = header(format(picture, allowed), bytes);
        if (header.width() < 1 || header.height() < 1) {
            throw new FaceException(FaceReason.DAMAGED, "a picture without extent");
        }
        if (header.pixels() > MAX_PIXELS) {
            throw new FaceException(FaceReason.TOO_MANY_PIXELS, header.pixels() + " pixels");
        }
        return header;
    }

    private static PictureHeader header(Format format, ByteBuffer bytes) throws FaceException {
        return switch (format) {
            case JPEG -> new JpegHeaderReader(bytes).read();
            case PNG -> new PngHeaderReader(bytes).read();
            case WEBP -> new WebpHeaderReader(bytes).read();
            case PGM -> new PgmHeaderReader(bytes).read();
        };
    }

    private static Format format(byte[] picture, Set<Format> allowed) throws FaceException {
        Format format = null;
        if (starts(picture, 0, (byte) 0xFF, (byte) 0xD8)) {
            format = Format.JPEG;
        } else if (starts(picture, 0, PNG)) {
            format = Format.PNG;
        } else if (text(picture, 0).equals("RIFF") && text(picture, 8).equals("WEBP")) {
            format = Format.WEBP;
        } else if (starts(picture, 0, (byte) 'P', (byte) '5')) {
            format = Format.PGM;
        } else if (text(picture, 4).equals("ftyp") && HEIC_BRANDS.contains(text(picture, 8))) {
            throw new FaceException(FaceReason.HEIC, "HEIC or AVIF");
        } else if (text(picture, 0).equals("GIF8")) {
            throw new FaceException(FaceReason.ANIMATED, "GIF");
        }
        if (format == null || !allowed.contains(format)) {
            throw new FaceException(FaceReason.UNKNOWN_FORMAT, "no picture we know");
        }
        return format;
    }

    private static boolean starts(byte[] picture, int at, byte... wanted) {
        if (picture.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (picture[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] picture, int at) {
        return picture.length < at + 4
                ? ""
                : new String(picture, at, 4, StandardCharsets.ISO_8859_1);
    }
}
