package org.yuanjian.camera.registry;

import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yuanjian.camera.registry.Device.Inventory;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.registry.VideoPoint.Location;
import org.yuanjian.camera.store.SqlStore;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the registry in the database.
final class PointStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final SqlStore sql;
    private final InstantSource clock;

    PointStore(SqlStore sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Grows with each change of the registry, whoever made it.
    long version() {
        return version(sql.reading());
    }

    private static long version(JdbcClient db) {
        return db.sql("SELECT version FROM registry_version WHERE id = 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /// The registry as it is.
    PointList read() {
        return PointReadStore.read(sql.reading());
    }

    /// Takes over regions: new ones are added, known ones renamed, none is removed.
    void takeRegions(Collection<Region> regions) {
        sql.write(db -> {
            Map<String, Region> known = new LinkedHashMap<>();
            PointReadStore.read(db).regions().forEach(region -> known.put(region.code(), region));
            if (List.copyOf(known.values()).equals(List.copyOf(regions))) {
                return false;
            }
            int position = 0;
            for (Region region : regions) {
                save(db, region, position++);
            }
            bump(db);
            return true;
        });
    }

    /// Makes a plan of the registry as it is and carries it out, both in one transaction; a plan
    /// with a problem changes nothing.
    ImportPlan apply(Function<PointList, ImportPlan> planner) {
        return sql.write(db -> {
            bump(db);
            ImportPlan plan = planner.apply(PointReadStore.read(db));
            if (plan.isWork()) {
                save(db, plan);
            }
            return plan;
        });
    }

    private void save(JdbcClient db, ImportPlan plan) {
        long now = micros();
        plan.sites().forEach(site -> save(db, site, now));
        plan.devices().forEach(device -> save(db, device, now));
        // What was found out about a device held for its address and account as they were.
        plan.devices().forEach(device -> forgetRegistration(db, device.id()));
        long position =
                db.sql("SELECT COALESCE(MAX(position), 0) FROM point").query(Long.class).single();
        for (VideoPoint point : plan.points()) {
            position++;
            save(db, point, position, now);
        }
    }

    private static void forgetRegistration(JdbcClient db, String device) {
        db.sql("DELETE FROM registration WHERE device = ?").param(device).update();
    }

    /// Keeps what devices told; paths that are known stay.
    void learn(List<LearnedDevice> devices) {
        sql.write(db -> {
            bump(db);
            devices.forEach(device -> learn(db, device));
            return devices.size();
        });
    }

    private static void learn(JdbcClient db, LearnedDevice device) {
        Inventory told = device.inventory();
        db.sql(
                        """
                        UPDATE device SET manufacturer = ?, model = ?, firmware = ?, serial = ?,
                            rtsp_port = CASE WHEN ? > 0 THEN ? ELSE rtsp_port END
                        WHERE id = ?
                        """)
                .params(
                        told.manufacturer(),
                        told.model(),
                        told.firmware(),
                        told.serial(),
                        device.rtspPort(),
                        device.rtspPort(),
                        device.device())
                .update();
        for (LearnedDevice.LearnedChannel channel : device.channels()) {
            db.sql(
                            """
                            UPDATE point SET main_path = ?, sub_path = ?
                            WHERE code = ? AND device = ? AND main_path = ''
                            """)
                    .params(channel.mainPath(), channel.subPath(), channel.code(), device.device())
                    .update();
        }
    }

    /// Puts other text in the place of every sealed password.
    ///
    /// @param rewrap gives the text, or the same for what may stay
    /// @return how many were replaced
    int rewrap(UnaryOperator<String> rewrap) {
        return sql.write(db -> {
            bump(db);
            int replaced = 0;
            for (Device device : PointReadStore.read(db).devices()) {
                String sealed = device.sealedPassword();
                String fresh = sealed.isEmpty() ? sealed : rewrap.apply(sealed);
                if (!fresh.equals(sealed)) {
                    replaced +=
                            db.sql("UPDATE device SET password = ? WHERE id = ?")
                                    .params(fresh, device.id())
                                    .update();
                }
            }
            return replaced;
        });
    }

    private long micros() {
        return TimeUnit.MILLISECONDS.toMicros(clock.millis());
    }

    /// Also a lock: whoever changes the registry does this first.
    private static void bump(JdbcClient db) {
        db.sql(
                        """
                        INSERT INTO registry_version (id, version) VALUES (1, 1)
                        ON CONFLICT (id) DO UPDATE SET version = registry_version.version + 1
                        """)
                .update();
    }

    private static void save(JdbcClient db, Region region, int position) {
        db.sql(
                        """
                        INSERT INTO region (code, name, parent, level, position) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (code) DO UPDATE SET name = excluded.name,
                            parent = excluded.parent, level = excluded.level,
                            position = excluded.position
                        """)
                .params(
                        region.code(),
                        region.name(),
                        region.parent(),
                        region.level().name(),
                        position)
                .update();
    }

    private static void save(JdbcClient db, Site site, long now) {
        db.sql(
                        """
                        INSERT INTO site (id, region, name, kind, line_kbps, created_micros)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,
                            line_kbps = excluded.line_kbps
                        """)
                .params(
                        site.id(),
                        site.region(),
                        site.name(),
                        site.kind().name(),
                        site.lineKbps(),
                        now)
                .update();
    }

    private static void save(JdbcClient db, Device device, long now) {
        Inventory inventory = device.inventory();
        db.sql(
                        """
                        INSERT INTO device (id, host, onvif_port, rtsp_port, user_name, password,
                            addresses, sessions, manufacturer, model, firmware, serial, created_micros)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET host = excluded.host,
                            onvif_port = excluded.onvif_port, rtsp_port = excluded.rtsp_port,
                            user_name = excluded.user_name, password = excluded.password,
                            addresses = excluded.addresses, sessions = excluded.sessions,
                            manufacturer = excluded.manufacturer, model = excluded.model,
                            firmware = excluded.firmware, serial = excluded.serial
                        """)
                .params(
                        device.id(),
                        device.host(),
                        device.onvifPort(),
                        device.rtspPort(),
                        device.user(),
                        device.sealedPassword(),
                        device.addresses().name(),
                        device.sessions(),
                        inventory.manufacturer(),
                        inventory.model(),
                        inventory.firmware(),
                        inventory.serial(),
                        now)
                .update();
    }

    private static void save(JdbcClient db, VideoPoint point, long position, long now) {
        Optional<Location> location = Optional.ofNullable(point.location());
        Optional<Channel> feed = point.feed();
        db.sql(
                        """
                        INSERT INTO point (code, site, name, place, signage, longitude, latitude, tags,
                            device, channel, main_path, sub_path, transport, position, created_micros)
                        VALUES (:code, :site, :name, :place, :signage, :longitude, :latitude, :tags,
                            :device, :channel, :main, :sub, :transport, :position, :now)
                        ON CONFLICT (code) DO UPDATE SET site = excluded.site, name = excluded.name,
                            place = excluded.place, signage = excluded.signage,
                            longitude = excluded.longitude, latitude = excluded.latitude,
                            tags = excluded.tags, device = excluded.device,
                            channel = excluded.channel, main_path = excluded.main_path,
                            sub_path = excluded.sub_path, transport = excluded.transport,
                            retired_micros = NULL
                        """)
                .param("code", point.code())
                .param("site", point.site().id())
                .param("name", point.name())
                .param("place", point.place().name())
                .param("signage", point.signage().name())
                .param("longitude", location.map(Location::longitude).orElse(null))
                .param("latitude", location.map(Location::latitude).orElse(null))
                .param("tags", JSON.writeValueAsString(point.tags()))
                .param("device", feed.map(Channel::device).orElse(null))
                .param("channel", feed.map(Channel::name).orElse(""))
                .param("main", feed.map(Channel::mainPath).orElse(""))
                .param("sub", feed.map(Channel::subPath).orElse(""))
                .param("transport", feed.map(Channel::transport).orElse(Transport.TCP).name())
                .param("position", position)
                .param("now", now)
                .update();
    }

    /// Puts a point out of use, or back into it; its history stays.
    ///
    /// @return whether there is such a point that was not so already
    boolean retire(String code, boolean retired) {
        String change =
                "UPDATE point SET retired_micros = CASE WHEN :retired THEN :now END"
                        + " WHERE code = :code AND (retired_micros IS NULL) = :retired";
        return sql.write(db -> {
            bump(db);
            return db.sql(change)
                            .param("retired", retired)
                            .param("now", micros())
                            .param("code", code)
                            .update()
                    > 0;
        });
    }

    /// By what a list was told from others when it was last taken over; empty if it never was.
    Optional<String> taken(String list) {
        return sql.reading()
                .sql("SELECT sha256 FROM list_taken WHERE name = ?")
                .param(list)
                .query(String.class)
                .optional();
    }

    void setTaken(String list, String sha256) {
        sql.write(db ->
                db.sql(
                                """
                                INSERT INTO list_taken (name, sha256, taken_micros) VALUES (?, ?, ?)
                                ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256,
                                    taken_micros = excluded.taken_micros
                                """)
                        .params(list, sha256, micros())
                        .update());
    }
}
