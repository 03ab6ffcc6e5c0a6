package org.yuanjian.camera;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

/// Gives the relay the sources of every camera's streams. All streams of one device share one
/// [DeviceLock]. Safe from any thread.
public final class CameraGateway implements StreamCatalog {
    private static final List<String> NAMES = List.of(StreamId.MAIN, StreamId.SUB);

    private final DeviceLocks locks;
    private final StreamBudgets budgets;
    private final SourceFactory sources;
    private volatile Map<String, Device> devices = Map.of();

    private record Device(CameraAccess access, DeviceLock lock) {}

    /// @param cameras how each is reached, by the code of its point
    /// @param locks of all devices
    /// @param budgets of all devices and sites
    public CameraGateway(
            Map<String, CameraAccess> cameras,
            DeviceLocks locks,
            StreamBudgets budgets,
            SourceFactory sources) {
        this.locks = locks;
        this.budgets = budgets;
        this.sources = sources;
        update(cameras);
    }

    /// Takes another list of cameras. A device with the same account keeps its lock and with it a
    /// refusal; any other begins with a new one. Open sources learn of it when they are told to
    /// look again.
    ///
    /// @return the streams that are reached another way now, or no longer
    public synchronized List<StreamId> update(Map<String, CameraAccess> cameras) {
        Map<String, Device> before = devices;
        Map<String, Device> next = new LinkedHashMap<>();
        cameras.forEach((code, access) -> next.put(code, device(access)));
        devices = Map.copyOf(next);
        return changed(before, next);
    }

    private Device device(CameraAccess access) {
        return new Device(access, locks.of(access.device(), access.user(), access.password()));
    }

    private static List<StreamId> changed(Map<String, Device> before, Map<String, Device> after) {
        Set<String> codes = new LinkedHashSet<>(before.keySet());
        codes.addAll(after.keySet());
        List<StreamId> changed = new ArrayList<>();
        for (String code : codes) {
            if (!Objects.equals(before.get(code), after.get(code))) {
                NAMES.forEach(name -> changed.add(new StreamId(code, name)));
            }
        }
        return changed;
    }

    @Override
    public Optional<StreamSource> open(StreamId id) {
        return access(id)
                .map(_ -> new BudgetedSource(id, sources.source(id, () -> access(id)), budgets));
    }

    private Optional<StreamAccess> access(StreamId id) {
        @Nullable Device device = devices.get(id.point());
        if (device == null) {
            return Optional.empty();
        }
        return device.access()
                .path(id.name())
                .map(path -> new StreamAccess(device.access(), path, device.lock()));
    }

    @Override
    public List<StreamId> streams(String point) {
        return NAMES.stream()
                .map(name -> new StreamId(point, name))
                .filter(id -> access(id).isPresent())
                .toList();
    }

    /// The lock of a point's device, for whoever else talks to it; empty for an unknown point.
    public Optional<DeviceLock> lock(String point) {
        return Optional.ofNullable(devices.get(point)).map(Device::lock);
    }
}
