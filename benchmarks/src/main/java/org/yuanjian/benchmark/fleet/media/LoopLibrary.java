package org.yuanjian.benchmark.fleet.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// All loops of the fleet: from the class path where they were made beforehand, from a folder where
/// an earlier start left them, else drawn and encoded now, each once.
public final class LoopLibrary implements AutoCloseable {
    /// Changes whenever scenes or encoder settings change, so that old files are not used.
    private static final String EDITION = "1";

    private static final String MADE_BEFOREHAND = "/org/yuanjian/benchmark/fleet/loops/";

    private final Path folder;
    private final int loopSeconds;
    private final ExecutorService encoders;
    private final Map<LoopKey, CompletableFuture<byte[]>> streams = new ConcurrentHashMap<>();
    private final Map<CutKey, CompletableFuture<PictureLoop>> loops = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();

    private record CutKey(LoopKey key, boolean aggregates) {}

    /// @param folder where encoded loops are kept; made if missing
    /// @param loopSeconds length of a loop that moves
    /// @param threads how many loops are encoded at a time
    public LoopLibrary(Path folder, int loopSeconds, int threads) {
        this.folder = folder;
        this.loopSeconds = loopSeconds;
        this.encoders =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name("scene-encoder-", 0).factory());
    }

    /// The loop, soon; one that cannot be had fails with the cause.
    ///
    /// @param aggregates whether small NAL units share a packet (STAP-A, AP)
    public CompletableFuture<PictureLoop> loop(LoopKey key, boolean aggregates) {
        return loops.computeIfAbsent(
                new CutKey(key, aggregates),
                _ ->
                        byteStream(key)
                                .thenApplyAsync(
                                        bytes -> PictureLoop.cut(key, bytes, aggregates),
                                        encoders));
    }

    /// Loops that are ready and loops that were asked for.
    public int ready() {
        return (int) loops.values().stream().filter(CompletableFuture::isDone).count();
    }

    public int asked() {
        return loops.size();
    }

    /// How many loops had to be encoded since the start.
    public int encoded() {
        return made.get();
    }

    private CompletableFuture<byte[]> byteStream(LoopKey key) {
        return streams.computeIfAbsent(
                key, _ -> CompletableFuture.supplyAsync(() -> load(key), encoders));
    }

    private byte[] load(LoopKey key) {
        try {
            return key.coding() == LoopKey.Coding.H264 ? encodedOnce(key) : madeBeforehand(key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encodedOnce(LoopKey key) throws IOException {
        int seconds = key.look().isStill() ? PictureSize.GOP_SECONDS : loopSeconds;
        String name = key.fileName() + "-" + seconds + "s-v" + EDITION + ".h264";
        Path file = folder.resolve(name);
        if (Files.isReadable(file)) {
            return Files.readAllBytes(file);
        }
        byte[] bytes = SceneEncoder.encode(key, seconds * key.size().framesPerSecond());
        made.incrementAndGet();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, name, ".part");
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return bytes;
    }

    private static byte[] madeBeforehand(LoopKey key) throws IOException {
        String extension = key.coding() == LoopKey.Coding.H265 ? ".h265" : ".h264";
        try (InputStream in =
                LoopLibrary.class.getResourceAsStream(
                        MADE_BEFOREHAND + key.fileName() + extension)) {
            if (in == null) {
                throw new IOException("no loop " + key.fileName());
            }
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        encoders.shutdownNow();
    }
}
