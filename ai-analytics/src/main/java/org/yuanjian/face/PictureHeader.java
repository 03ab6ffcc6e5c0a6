package org.yuanjian.face;

/// What a picture's own bytes say of it, read before any decoder sees them.
///
/// @param format how it is coded
/// @param width in pixels, as stored
/// @param height in pixels, as stored
/// @param orientation 1 to 8, as EXIF counts: how the stored picture is to be turned; 1: not at all
record PictureHeader(Format format, int width, int height, int orientation) {
    static final int UPRIGHT = 1;

    /// How pictures are coded.
    enum Format {
        JPEG,
        PNG,
        WEBP,
        /// Of test sets only; nobody's phone sends it.
        PGM
    }

    PictureHeader(Format format, int width, int height) {
        this(format, width, height, UPRIGHT);
    }

    long pixels() {
        return (long) width * height;
    }
}
