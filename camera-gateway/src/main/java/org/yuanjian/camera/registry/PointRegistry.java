package org.yuanjian.camera.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All regions, sites and video points as they stood when they were read. Immutable; a new list is
/// a new registry. Everything comes in the order of the files.
public final class PointRegistry {
    private final Map<String, Region> regions;
    private final List<Site> sites;
    private final Map<String, VideoPoint> points;

    private PointRegistry(PointImport lists) {
        this.regions = Collections.unmodifiableMap(new LinkedHashMap<>(lists.regions()));
        this.sites = List.copyOf(lists.sites());
        this.points = Collections.unmodifiableMap(new LinkedHashMap<>(lists.points()));
    }

    /// Reads both lists.
    ///
    /// @throws ImportException if one cannot be used, with its row and column
    public static PointRegistry load(Path regions, Path points) throws ImportException {
        PointImport lists = new PointImport();
        lists.readRegions(regions);
        lists.readPoints(points);
        return new PointRegistry(lists);
    }

    public Collection<Region> regions() {
        return regions.values();
    }

    public Collection<Site> sites() {
        return sites;
    }

    public Collection<VideoPoint> points() {
        return points.values();
    }

    public Optional<Region> region(String code) {
        return Optional.ofNullable(regions.get(code));
    }

    public Optional<VideoPoint> point(String code) {
        return Optional.ofNullable(points.get(code));
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
        Region region = regions.get(inner);
        while (region != null) {
            if (region.code().equals(outer)) {
                return true;
            }
            region = regions.get(region.parent());
        }
        return false;
    }
}
