package org.yuanjian.console;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.account.FirstPassword;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.console.setting.YuanjianSettings;
import tools.jackson.databind.json.JsonMapper;

/// Says that the application is ready: in the log, and in `ready.json` of the data folder for who
/// started it. The password stands there in a demo only; else the operator reads it once from the
/// terminal.
final class ReadyFile {
    private static final Logger log = LoggerFactory.getLogger(ReadyFile.class);
    private static final String FILE = "ready.json";
    private static final String LOOPBACK = "127.";
    private static final String LOCAL = "localhost";

    private final YuanjianSettings settings;
    private final DataFolder folder;
    private final PointRegistry points;
    private final Optional<FirstPassword> account;

    ReadyFile(
            YuanjianSettings settings,
            DataFolder folder,
            PointRegistry points,
            Optional<FirstPassword> account) {
        this.settings = settings;
        this.folder = folder;
        this.points = points;
        this.account = account;
        folder.remove(FILE);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        Environment environment = event.getApplicationContext().getEnvironment();
        String port = environment.getProperty("local.server.port");
        Map<String, Object> ready = new LinkedHashMap<>();
        if (port != null) {
            ready.put("console", scheme() + host() + ":" + port + "/");
        }
        account.ifPresent(first -> ready.putAll(words(first)));
        ready.put("points", points.list().points().size());
        folder.write(FILE, new JsonMapper().writeValueAsBytes(ready));
        log.info("Yuanjian is ready");
    }

    private String scheme() {
        return settings.tls().isOn() ? "https://" : "http://";
    }

    private String host() {
        String first = settings.relay().advertise().stream().findFirst().orElse(LOCAL);
        return first.startsWith(LOOPBACK) ? LOCAL : first;
    }

    private Map<String, Object> words(FirstPassword first) {
        Map<String, Object> words = new LinkedHashMap<>();
        words.put("user", first.user());
        if (settings.demo()) {
            first.password().ifPresent(password -> words.put("password", password));
        } else {
            first.password().ifPresent(password -> tell(first.user(), password));
        }
        return words;
    }

    /// Once, at the very first start, past the log and its files.
    @SuppressWarnings("SystemOut")
    private static void tell(String user, String password) {
        System.out.println(
                "First sign-in: user " + user + ", password " + password + " (shown only now)");
    }
}
