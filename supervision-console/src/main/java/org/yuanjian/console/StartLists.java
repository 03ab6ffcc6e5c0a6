package org.yuanjian.console;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.setting.YuanjianSettings;

/// Takes over the lists that lie beside the application, where they changed since they were last
/// taken over, with one record of that before. One that cannot be used stops the start.
final class StartLists {
    private static final Logger log = LoggerFactory.getLogger(StartLists.class);

    private final PointRegistry registry;
    private final Path regions;
    private final Map<String, Path> points = new LinkedHashMap<>();

    StartLists(YuanjianSettings settings, PointRegistry registry, AuditTrail audit)
            throws TableException {
        this.registry = registry;
        this.regions = settings.regions();
        points.put("points", settings.points());
        if (Files.exists(settings.cameras())) {
            points.put("cameras", settings.cameras());
        } else {
            log.info("no list of cameras at {}", settings.cameras());
        }
        List<String> changed = changed();
        if (!changed.isEmpty()) {
            audit.append(taken(changed));
            take();
        }
    }

    /// @param lists `regions`, `points`, `cameras`
    static AuditEvent taken(List<String> lists) {
        return AuditEvent.done(AuditKind.CONFIGURATION, Actor.MACHINE, "start_lists")
                .with("change", "taken")
                .with("lists", String.join(" ", lists));
    }

    private List<String> changed() throws TableException {
        List<String> names = new ArrayList<>();
        if (!registry.knowsRegions(regions)) {
            names.add("regions");
        }
        points.forEach((name, file) -> {
            if (!registry.hasTaken(name, file)) {
                names.add(name);
            }
        });
        return names;
    }

    private void take() throws TableException {
        registry.takeRegions(regions);
        for (Map.Entry<String, Path> list : points.entrySet()) {
            registry.takePoints(list.getKey(), list.getValue());
        }
    }
}
