package org.yuanjian.benchmark.fleet.media;

/// The two picture formats every camera sends.
public enum PictureSize {
    MAIN(1280, 720, 25, 2000),
    SUB(640, 360, 15, 512);

    /// Distance of key frames in every stream.
    public static final int GOP_SECONDS = 2;

    private final int width;
    private final int height;
    private final int framesPerSecond;
    private final int kilobitsPerSecond;

    PictureSize(int width, int height, int framesPerSecond, int kilobitsPerSecond) {
        this.width = width;
        this.height = height;
        this.framesPerSecond = framesPerSecond;
        this.kilobitsPerSecond = kilobitsPerSecond;
    }

    /// The size of a main or a sub stream without faults.
    public static PictureSize of(boolean sub) {
        return sub ? SUB : MAIN;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public int framesPerSecond() {
        return framesPerSecond;
    }

    public int kilobitsPerSecond() {
        return kilobitsPerSecond;
    }

    /// Pictures from one key frame to the next.
    public int gopPictures() {
        return GOP_SECONDS * framesPerSecond;
    }
}
