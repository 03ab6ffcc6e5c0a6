package org.yuanjian.benchmark.fleet.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// All loops of the fleet: from the class path where they were made beforehand, from a folder where
/// an earlier start left them, else drawn and encoded now, each once.
public final class LoopLibrary implements AutoCloseable {
    /// Changes whenever scenes or encoder settings change, so that old files are not used.
    private static final String EDITION = "2";

    private static final String MADE_BEFOREHAND = "/org/yuanjian/benchmark/fleet/loops/";

    private final Path folder;
    private final int loopSeconds;
    private final ExecutorService encoders;
    private final ExecutorService cutters;
    private final Map<LoopKey, CompletableFuture<byte[]>> streams = new ConcurrentHashMap<>();
    private final Map<CutKey, CompletableFuture<PictureLoop>> loops = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicReference<@Nullable IOException> unkept = new AtomicReference<>();

    private record CutKey(LoopKey key, boolean aggregates) {}

    /// @param folder where encoded loops are kept; made if missing
    /// @param loopSeconds length of a loop that moves
    /// @param threads how many loops are encoded at a time
    public LoopLibrary(Path folder, int loopSeconds, int threads) {
        this.folder = folder;
        this.loopSeconds = loopSeconds;
        this.encoders = pool(threads, "scene-encoder-");
        this.cutters = pool(threads, "loop-cutter-");
    }

    /// The library of a fleet: as many loops at a time as there are cores.
    public static LoopLibrary of(Path folder, Duration loopLength) {
        return new LoopLibrary(
                folder, (int) loopLength.toSeconds(), Runtime.getRuntime().availableProcessors());
    }

    private static ExecutorService pool(int threads, String name) {
        return Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name(name, 0).factory());
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
                                        bytes -> PictureLoop.cut(key, bytes, aggregates), cutters));
    }

    /// Whether a loop need not be encoded: it was made beforehand or an earlier start left it.
    public boolean isKept(LoopKey key) {
        return key.coding() != LoopKey.Coding.H264 || Files.isReadable(file(key));
    }

    /// Encodes a loop for later starts if none has; done when it is, kept or not.
    public CompletableFuture<Void> encode(LoopKey key) {
        return byteStream(key).thenAccept(_ -> {});
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

    /// Why a loop could not be kept, if one could not.
    public Optional<IOException> unkept() {
        return Optional.ofNullable(unkept.get());
    }

    private CompletableFuture<byte[]> byteStream(LoopKey key) {
        return streams.computeIfAbsent(
                key,
                _ -> {
                    if (key.coding() != LoopKey.Coding.H264) {
                        return CompletableFuture.supplyAsync(() -> madeBeforehand(key), cutters);
                    }
                    Path file = file(key);
                    return Files.isReadable(file)
                            ? CompletableFuture.supplyAsync(() -> readAll(file), cutters)
                            : CompletableFuture.supplyAsync(() -> encode(key, file), encoders);
                });
    }

    private Path file(LoopKey key) {
        return folder.resolve(key.fileName() + "-" + seconds(key) + "s-v" + EDITION + ".h264");
    }

    private int seconds(LoopKey key) {
        return key.look().isStill() ? PictureSize.GOP_SECONDS : loopSeconds;
    }

    private static byte[] readAll(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Encodes a loop and keeps it where that can be: it plays all the same without.
    private byte[] encode(LoopKey key, Path file) {
        byte[] bytes = SceneEncoder.encode(key, seconds(key) * key.size().framesPerSecond());
        made.incrementAndGet();
        try {
            keep(bytes, file);
        } catch (IOException e) {
            unkept.set(e);
        }
        return bytes;
    }

    /// The file appears whole or not at all.
    private void keep(byte[] bytes, Path file) throws IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "loop-", ".part");
        try {
            Files.write(fresh, bytes);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static byte[] madeBeforehand(LoopKey key) {
        String extension = key.coding() == LoopKey.Coding.H265 ? ".h265" : ".h264";
        try (InputStream in =
                LoopLibrary.class.getResourceAsStream(
                        MADE_BEFOREHAND + key.fileName() + extension)) {
            if (in == null) {
                throw new IOException("no loop " + key.fileName());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        encoders.shutdownNow();
        cutters.shutdownNow();
    }
}
