package org.yuanjian.camera.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yuanjian.camera.table.Table;
import org.yuanjian.camera.table.TableException;

/// All regions, sites, devices and video points as they stood at one moment. Everything comes in
/// the order of the lists it came from.
public final class PointList {
    public static final PointList EMPTY = new PointList(Map.of(), Map.of(), Map.of(), Map.of());

    private final Map<String, Region> regions;
    private final Map<String, Device> devices;
    private final Map<String, VideoPoint> points;
    private final Map<String, VideoPoint> retired;
    private final Map<String, Site> sites = new LinkedHashMap<>();
    private final Map<String, List<VideoPoint>> byDevice = new HashMap<>();

    /// @param regions by code
    /// @param devices by id
    /// @param points by code
    /// @param retired points out of use, by code
    PointList(
            Map<String, Region> regions,
            Map<String, Device> devices,
            Map<String, VideoPoint> points,
            Map<String, VideoPoint> retired) {
        this.regions = ordered(regions);
        this.devices = ordered(devices);
        this.points = ordered(points);
        this.retired = ordered(retired);
        points.values().forEach(point -> sites.putIfAbsent(point.site().id(), point.site()));
        points.values().forEach(this::keepByDevice);
        retired.values().forEach(this::keepByDevice);
    }

    private void keepByDevice(VideoPoint point) {
        point.feed()
                .map(feed -> byDevice.computeIfAbsent(feed.device(), _ -> new ArrayList<>()))
                .ifPresent(shown -> shown.add(point));
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// What two lists say, without a database.
    ///
    /// @throws TableException if one cannot be used, with its row and column
    public static PointList read(Path regions, Path points) throws TableException {
        PointList empty = new PointList(RegionFile.read(regions), Map.of(), Map.of(), Map.of());
        Table table = PointColumns.read(points);
        ImportPlan plan = PointImport.plan(empty, table, PointImport.Sealing.NONE, _ -> true);
        if (!plan.problems().isEmpty()) {
            throw new TableException(table.name(), plan.problems());
        }
        return empty.with(plan);
    }

    /// The list as it is when the plan is carried out.
    PointList with(ImportPlan plan) {
        Map<String, Device> nextDevices = new LinkedHashMap<>(devices);
        plan.devices().forEach(device -> nextDevices.put(device.id(), device));
        Map<String, VideoPoint> nextPoints = new LinkedHashMap<>(points);
        plan.points().forEach(point -> nextPoints.put(point.code(), point));
        return new PointList(regions, nextDevices, nextPoints, retired);
    }

    public Collection<Region> regions() {
        return regions.values();
    }

    /// Those that have points.
    public Collection<Site> sites() {
        return Collections.unmodifiableCollection(sites.values());
    }

    public Collection<Device> devices() {
        return devices.values();
    }

    public Collection<VideoPoint> points() {
        return points.values();
    }

    public Optional<Region> region(String code) {
        return Optional.ofNullable(regions.get(code));
    }

    public Optional<Device> device(String id) {
        return Optional.ofNullable(devices.get(id));
    }

    public Optional<VideoPoint> point(String code) {
        return Optional.ofNullable(points.get(code));
    }

    /// The point, in use or not.
    public Optional<VideoPoint> known(String code) {
        return point(code).or(() -> Optional.ofNullable(retired.get(code)));
    }

    /// The points a device shows or showed: those out of use are among them, as what was decided
    /// for one concerns the same picture.
    public List<VideoPoint> ofDevice(String id) {
        return Collections.unmodifiableList(byDevice.getOrDefault(id, List.of()));
    }

    /// The region and those above it, the highest first; empty for an unknown code.
    public List<Region> path(String code) {
        List<Region> path = new ArrayList<>();
        Region region = regions.get(code);
        while (region != null) {
            path.addFirst(region);
            region = regions.get(region.parent());
        }
        return List.copyOf(path);
    }

    /// Whether `inner` is `outer` or lies in it: the question of every right by region.
    public boolean contains(String outer, String inner) {
        return path(inner).stream().anyMatch(region -> region.code().equals(outer));
    }
}
