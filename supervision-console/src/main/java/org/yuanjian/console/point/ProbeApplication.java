package org.yuanjian.console.point;

import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.springframework.boot.context.properties.bind.Binder;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.registration.ProbeReport;
import org.yuanjian.camera.registration.ProbeTarget;
import org.yuanjian.console.setting.RelaySettings;
import org.yuanjian.relay.rtsp.client.DialBudget;
import tools.jackson.databind.json.JsonMapper;

/// `./yuanjian points probe`: looks at one device and says what it found. Exit 0 if it can be
/// watched, 1 if not, 2 for a wrong command.
public final class ProbeApplication {
    private static final String BUNDLE = "org.yuanjian.console.point.probe";
    private static final int HTTP_PORT = 80;
    private static final int TOP_PORT = 65_535;
    private static final int DIALS_PER_SECOND = 10;

    private ProbeApplication() {}

    /// What was asked for.
    private record Order(
            String host,
            int port,
            String user,
            boolean readsPassword,
            List<String> networks,
            boolean json) {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Order order;
        CameraNetworks networks;
        try {
            order = parse(List.of(arguments));
            networks =
                    new CameraNetworks(
                            order.networks().isEmpty() ? usualNetworks() : order.networks());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(words("usage"));
            System.exit(2);
            return;
        }
        String password = order.readsPassword() ? firstLine() : "";
        ProbeReport report =
                probe(
                        new ProbeTarget(
                                order.host(),
                                order.port(),
                                order.user(),
                                password,
                                AddressPolicy.REWRITE_HOST),
                        networks);
        out.println(
                order.json()
                        ? JsonMapper.builder().build().writeValueAsString(ProbeView.of(report))
                        : new ProbeWords().of(report).stripTrailing());
        System.exit(report.isUsable() ? 0 : 1);
    }

    /// Those a gateway without settings dials.
    private static List<String> usualNetworks() {
        return new Binder().bindOrCreate("yuanjian.relay", RelaySettings.class).cameraNetworks();
    }

    private static Order parse(List<String> arguments) {
        String host = "";
        int port = HTTP_PORT;
        String user = "";
        boolean readsPassword = false;
        boolean json = false;
        List<String> networks = List.of();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            switch (word) {
                case "--port" -> port = port(value(words, word));
                case "--user" -> user = value(words, word);
                case "--password-stdin" -> readsPassword = true;
                case "--networks" -> networks = List.of(value(words, word).split(","));
                case "--json" -> json = true;
                default -> {
                    if (word.startsWith("-") || !host.isEmpty()) {
                        throw new IllegalArgumentException(words("unknown", word));
                    }
                    host = word;
                }
            }
        }
        if (host.isEmpty() || !host.matches("[\\w.:-]+")) {
            throw new IllegalArgumentException(words("address"));
        }
        return new Order(host, port, user, readsPassword, networks, json);
    }

    private static String value(Iterator<String> words, String option) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(words("incomplete", option));
        }
        return words.next();
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > TOP_PORT) {
            throw new IllegalArgumentException(words("number", "--port", text));
        }
        return Integer.parseInt(text);
    }

    private static String words(String key, Object... values) {
        String pattern = ResourceBundle.getBundle(BUNDLE).getString(key);
        return new MessageFormat(pattern, Locale.ROOT).format(values);
    }

    /// The password stands alone on standard input, so that no list of processes shows it.
    private static String firstLine() throws IOException {
        String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        return all.lines().findFirst().orElse("");
    }

    private static ProbeReport probe(ProbeTarget target, CameraNetworks networks) {
        DialBudget dials =
                new DialBudget(GlobalEventExecutor.INSTANCE, DIALS_PER_SECOND, System::nanoTime);
        try (DeviceClients clients = new DeviceClients(networks, dials, InstantSource.system())) {
            return clients.probe().probe(target, new DeviceLock());
        }
    }
}
