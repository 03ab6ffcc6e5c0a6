package org.yuanjian.console.setting;

import java.net.InetAddress;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The port for those who run the gateway, apart from the one for people, under
/// `yuanjian.management.`.
///
/// @param port health and metrics
/// @param address it listens on; another one than this machine's own needs a token that was set
/// @param token opens the metrics; empty: the text of `metrics.token` in the data folder, made at
///   the first start. Never shown
public record ManagementSettings(
        @DefaultValue("8085") int port,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("") String token) {
    private static final String FILE = "metrics.token";
    private static final int RANDOM_BYTES = 32;
    private static final int LEAST_CHARS = 16;

    public ManagementSettings {
        Limits.check("yuanjian.management.port", port, 0, 65_535);
        if (!token.isEmpty() && token.length() < LEAST_CHARS) {
            throw new IllegalArgumentException(
                    "yuanjian.management.token: at least " + LEAST_CHARS + " characters");
        }
        if (token.isEmpty() && !isLoopback(address)) {
            throw new IllegalArgumentException(
                    "yuanjian.management.address "
                            + address
                            + " is open to others: set yuanjian.management.token as well");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return address.equals("localhost")
                    || InetAddress.ofLiteral(address).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// What opens the metrics.
    public String token(DataFolder folder) {
        return token.isEmpty() ? folder.secret(FILE, RANDOM_BYTES) : token;
    }

    @Override
    public String toString() {
        return "ManagementSettings[port=" + port + ", address=" + address + "]";
    }
}
