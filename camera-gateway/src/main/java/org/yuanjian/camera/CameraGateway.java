package org.yuanjian.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

/// Gives the relay the sources of every camera's streams. All streams of one device share one
/// [DeviceLock]. Safe from any thread.
public final class CameraGateway implements StreamCatalog {
    private final SourceFactory sources;
    private volatile Map<String, Device> devices = Map.of();

    private record Device(CameraAccess access, DeviceLock lock) {}

    /// @param cameras how each is reached, by the code of its point
    public CameraGateway(Map<String, CameraAccess> cameras, SourceFactory sources) {
        this.sources = sources;
        update(cameras);
    }

    /// Takes another list of cameras. A device whose access stays as it was keeps its lock; any
    /// other begins with a new one. Sources already open are left alone.
    public synchronized void update(Map<String, CameraAccess> cameras) {
        Map<String, Device> next = new LinkedHashMap<>();
        cameras.forEach((code, access) -> next.put(code, device(code, access)));
        devices = Map.copyOf(next);
    }

    private Device device(String code, CameraAccess access) {
        @Nullable Device known = devices.get(code);
        return known != null && known.access().equals(access)
                ? known
                : new Device(access, new DeviceLock());
    }

    @Override
    public Optional<StreamSource> open(StreamId id) {
        @Nullable Device device = devices.get(id.point());
        if (device == null) {
            return Optional.empty();
        }
        return device.access()
                .path(id.name())
                .map(path -> sources.source(id, device.access(), path, device.lock()));
    }

    @Override
    public List<StreamId> streams(String point) {
        @Nullable Device device = devices.get(point);
        if (device == null) {
            return List.of();
        }
        return Stream.of(StreamId.MAIN, StreamId.SUB)
                .filter(name -> device.access().path(name).isPresent())
                .map(name -> new StreamId(point, name))
                .toList();
    }

    /// The lock of a point's device, for whoever else talks to it; empty for an unknown point.
    public Optional<DeviceLock> lock(String point) {
        return Optional.ofNullable(devices.get(point)).map(Device::lock);
    }
}
