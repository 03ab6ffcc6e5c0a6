package org.yuanjian.camera.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.registry.Device.Inventory;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.registry.VideoPoint.Location;
import tools.jackson.databind.json.JsonMapper;

/// Reads the registry from its rows.
final class PointReadStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private PointReadStore() {}

    /// All of them, points out of use apart.
    static PointList read(JdbcClient db) {
        Map<String, Region> regions = new LinkedHashMap<>();
        db.sql("SELECT code, name, parent, level FROM region ORDER BY position")
                .query((row, _) -> region(row))
                .list()
                .forEach(region -> regions.put(region.code(), region));
        Map<String, Device> devices = new LinkedHashMap<>();
        db.sql("SELECT * FROM device ORDER BY id")
                .query((row, _) -> device(row))
                .list()
                .forEach(device -> devices.put(device.id(), device));
        Map<String, Site> sites = new LinkedHashMap<>();
        db.sql("SELECT id, name, kind, region, line_kbps FROM site")
                .query((row, _) -> site(row))
                .list()
                .forEach(site -> sites.put(site.id(), site));
        Map<String, VideoPoint> points = new LinkedHashMap<>();
        Map<String, VideoPoint> retired = new LinkedHashMap<>();
        db.sql("SELECT * FROM point ORDER BY position")
                .query(row -> {
                    boolean isInUse = row.getObject("retired_micros") == null;
                    VideoPoint point = point(row, sites);
                    (isInUse ? points : retired).put(point.code(), point);
                });
        return new PointList(regions, devices, points, retired);
    }

    private static Region region(ResultSet row) throws SQLException {
        return new Region(
                row.getString("code"),
                row.getString("name"),
                row.getString("parent"),
                Region.Level.valueOf(row.getString("level")));
    }

    private static Site site(ResultSet row) throws SQLException {
        return new Site(
                row.getString("id"),
                row.getString("name"),
                Site.Kind.valueOf(row.getString("kind")),
                row.getString("region"),
                row.getInt("line_kbps"));
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                row.getString("id"),
                row.getString("host"),
                row.getInt("onvif_port"),
                row.getInt("rtsp_port"),
                row.getString("user_name"),
                row.getString("password"),
                AddressPolicy.valueOf(row.getString("addresses")),
                row.getInt("sessions"),
                new Inventory(
                        row.getString("manufacturer"),
                        row.getString("model"),
                        row.getString("firmware"),
                        row.getString("serial")));
    }

    private static VideoPoint point(ResultSet row, Map<String, Site> sites) throws SQLException {
        @Nullable Site site = sites.get(row.getString("site"));
        if (site == null) {
            throw new IllegalStateException("a point without a site");
        }
        return new VideoPoint(
                row.getString("code"),
                row.getString("name"),
                VideoPoint.Place.valueOf(row.getString("place")),
                site,
                VideoPoint.Signage.valueOf(row.getString("signage")),
                location(row),
                List.of(JSON.readValue(row.getString("tags"), String[].class)),
                channel(row));
    }

    private static @Nullable Location location(ResultSet row) throws SQLException {
        double longitude = row.getDouble("longitude");
        return row.wasNull() ? null : new Location(longitude, row.getDouble("latitude"));
    }

    private static @Nullable Channel channel(ResultSet row) throws SQLException {
        @Nullable String device = row.getString("device");
        return device == null
                ? null
                : new Channel(
                        device,
                        row.getString("channel"),
                        row.getString("main_path"),
                        row.getString("sub_path"),
                        Transport.valueOf(row.getString("transport")));
    }
}
