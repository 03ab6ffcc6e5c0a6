package org.yuanjian.console.point;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Binder;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.camera.onvif.DiscoveredDevice;
import org.yuanjian.camera.onvif.OnvifDiscovery;
import org.yuanjian.console.setting.RelaySettings;
import tools.jackson.databind.json.JsonMapper;

/// `./yuanjian points discover`: finds ONVIF devices, on the networks of this machine or at each
/// address of a range where multicast does not go. Exit 0 if there are any, 1 if not, 2 for a wrong
/// command.
public final class DiscoverApplication {
    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final int PER_SECOND = 100;
    private static final int LARGEST_RANGE_BITS = 12;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})/(\\d{1,2})");
    private static final String USAGE =
            "usage: ./yuanjian points discover [RANGE] [--networks LIST] [--json]"
                    + "; RANGE like 10.1.2.0/24, 4,096 addresses at most";

    private DiscoverApplication() {}

    /// What was asked for.
    private record Order(String range, List<String> networks, boolean json) {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<DiscoveredDevice> found;
        Order order;
        try {
            order = parse(List.of(arguments));
            found = search(order);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        if (order.json()) {
            out.println(
                    JsonMapper.shared()
                            .writeValueAsString(
                                    found.stream().map(DiscoverApplication::view).toList()));
        } else {
            found.forEach(device -> out.println(line(device)));
            out.println(found.size() + " devices");
        }
        System.exit(found.isEmpty() ? 1 : 0);
    }

    private static Order parse(List<String> arguments) {
        String range = "";
        boolean json = false;
        List<String> networks =
                new Binder().bindOrCreate("yuanjian.relay", RelaySettings.class).cameraNetworks();
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (word.equals("--json")) {
                json = true;
            } else if (word.equals("--networks") && words.hasNext()) {
                networks = List.of(words.next().split(",", -1));
            } else if (range.isEmpty() && RANGE.matcher(word).matches()) {
                range = word;
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        return new Order(range, networks, json);
    }

    private static List<DiscoveredDevice> search(Order order) throws IOException {
        OnvifDiscovery discovery = new OnvifDiscovery(new CameraNetworks(order.networks())::test);
        return order.range().isEmpty()
                ? discovery.search(WAIT)
                : discovery.probe(addresses(order.range()), PER_SECOND, WAIT);
    }

    /// Every address of a range, those of the network and of all included.
    static List<InetAddress> addresses(String range) throws UnknownHostException {
        Matcher parts = RANGE.matcher(range);
        int prefix = parts.matches() ? Integer.parseInt(parts.group(2)) : 0;
        int bits = Integer.SIZE - prefix;
        if (bits < 0 || bits > LARGEST_RANGE_BITS) {
            throw new IllegalArgumentException(USAGE);
        }
        byte[] first = InetAddress.ofLiteral(parts.group(1)).getAddress();
        int base = 0;
        for (byte part : first) {
            base = (base << Byte.SIZE) | (part & 0xFF);
        }
        base = (base >>> bits) << bits;
        List<InetAddress> addresses = new ArrayList<>();
        for (int i = 0; i < 1 << bits; i++) {
            int address = base + i;
            addresses.add(
                    InetAddress.getByAddress(
                            new byte[] {
                                (byte) (address >>> 24),
                                (byte) (address >>> 16),
                                (byte) (address >>> 8),
                                (byte) address
                            }));
        }
        return addresses;
    }

    private static Map<String, Object> view(DiscoveredDevice device) {
        return Map.of(
                "address", device.from().getHostAddress(),
                "endpoint", device.endpoint(),
                "name", device.name(),
                "hardware", device.hardware(),
                "services", device.services().stream().map(Object::toString).toList());
    }

    private static String line(DiscoveredDevice device) {
        return String.join(
                "  ",
                device.from().getHostAddress(),
                (device.name() + " " + device.hardware()).strip(),
                String.join(" ", device.services().stream().map(Object::toString).toList()));
    }
}
