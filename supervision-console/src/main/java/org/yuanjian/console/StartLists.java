package org.yuanjian.console;

import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.table.TableException;
import org.yuanjian.console.setting.YuanjianSettings;

/// Takes over the lists that lie beside the application, where they changed since they were last
/// taken over. One that cannot be used stops the start.
final class StartLists {
    private static final Logger log = LoggerFactory.getLogger(StartLists.class);

    StartLists(YuanjianSettings settings, PointRegistry registry) throws TableException {
        registry.takeRegions(settings.regions());
        registry.takePoints("points", settings.points());
        if (Files.exists(settings.cameras())) {
            registry.takePoints("cameras", settings.cameras());
        } else {
            log.info("no list of cameras at {}", settings.cameras());
        }
    }
}
