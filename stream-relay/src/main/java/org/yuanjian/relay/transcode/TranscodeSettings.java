package org.yuanjian.relay.transcode;

/// How much of this node may go into turning pictures into H.264.
///
/// @param most streams that are turned at once; 0: none
/// @param widest pixels in a line of what comes out; larger pictures are scaled down
public record TranscodeSettings(int most, int widest) {
    public static final int DEFAULT_WIDEST = 1280;

    private static final int CORES_EACH = 4;

    /// One for each four cores of this machine, at least one.
    public static TranscodeSettings usual() {
        int cores = Runtime.getRuntime().availableProcessors();
        return new TranscodeSettings(Math.max(1, cores / CORES_EACH), DEFAULT_WIDEST);
    }
}
