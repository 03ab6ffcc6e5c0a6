package org.yuanjian.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.registry.ImportException;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.media.StreamId;

/// Takes over what changes in the list of cameras while the node runs: another password, address or
/// path counts from then on, without a restart. Safe from any thread.
///
/// A list that cannot be used changes nothing and is spoken of once.
public final class CameraReload implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraReload.class);
    private static final long PERIOD_SECONDS = 5;

    private final Path file;
    private final PointRegistry points;
    private final CameraGateway gateway;
    private final Consumer<StreamId> onChanged;
    private @Nullable ScheduledExecutorService timer;
    private Optional<Stamp> seen = Optional.empty();
    private Optional<Stamp> loaded = Optional.empty();

    /// By which a file is told from the one that stood there before.
    private record Stamp(FileTime modified, long bytes, String key) {}

    /// @param onChanged hears of every stream that is reached another way from now on, or no longer
    public CameraReload(
            Path file, PointRegistry points, CameraGateway gateway, Consumer<StreamId> onChanged) {
        this.file = file;
        this.points = points;
        this.gateway = gateway;
        this.onChanged = onChanged;
    }

    /// Looks at the file every few seconds from now on. By polling, as no other way tells of files
    /// on network drives and of mounted secrets.
    public synchronized void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("camera-list").factory());
        started.scheduleWithFixedDelay(
                this::look, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        timer = started;
    }

    /// Reads the file if it is another one than was read last, and has not changed since the last
    /// look: what is still being written is left alone.
    synchronized void look() {
        Optional<Stamp> now = stamp();
        boolean rests = now.isPresent() && now.equals(seen);
        seen = now;
        if (rests && !now.equals(loaded)) {
            loaded = now;
            reload();
        }
    }

    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes file = Files.readAttributes(this.file, BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(
                            file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Reads the file now.
    ///
    /// @return whether it could be used
    public synchronized boolean reload() {
        try {
            Map<String, CameraAccess> cameras = CameraFile.read(file, points);
            List<StreamId> changed = gateway.update(cameras);
            if (!changed.isEmpty()) {
                LOG.info("cameras={} changed streams={}", cameras.size(), changed.size());
            }
            changed.forEach(onChanged);
            return true;
        } catch (ImportException e) {
            LOG.warn("the list of cameras stays as it was: {}", e.getMessage());
            return false;
        }
    }

    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdownNow();
        }
    }
}
