package org.yuanjian.benchmark.fleet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.yuanjian.benchmark.fleet.media.LoopKey;
import org.yuanjian.benchmark.fleet.media.PictureSize;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.Place;
import org.yuanjian.benchmark.fleet.scene.ScenePainter;

/// Pictures of what cameras see, painted once for each place and look, off the loops that play: one
/// takes longer than a frame. Any thread.
final class SnapshotLibrary {
    private static final double TURN = .35;
    private static final long STOPWATCH_MILLIS = 2_800;

    private final Map<View, CompletableFuture<byte[]>> pictures = new ConcurrentHashMap<>();

    private record View(Place place, Look look) {}

    /// A JPEG in the size of sub streams.
    CompletableFuture<byte[]> picture(LoopKey seen) {
        View view = new View(seen.place(), seen.look());
        return pictures.computeIfAbsent(
                view, _ -> CompletableFuture.supplyAsync(() -> paint(view)));
    }

    private static byte[] paint(View view) {
        ScenePainter painter =
                new ScenePainter(
                        view.place().scene(),
                        view.look(),
                        PictureSize.SUB.width(),
                        PictureSize.SUB.height());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(painter.paint(TURN, STOPWATCH_MILLIS), "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
