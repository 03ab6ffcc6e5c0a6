package org.yuanjian.console.session;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;

/// Whether passkeys work where the page was opened: they are bound to a name, and browsers give
/// them to pages by TLS or on the machine itself only.
final class PasskeyPlace {
    private static final String LOCAL = "localhost";

    private final String rpId;

    /// @param rpId the name passkeys are bound to; empty for the one the page was opened by
    PasskeyPlace(String rpId) {
        this.rpId = rpId;
    }

    /// Why passkeys do not work here; the pages have words for each.
    enum Obstacle {
        BY_ADDRESS,
        NO_TLS,
        OTHER_NAME;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Optional<Obstacle> obstacle(HttpServletRequest request) {
        String host = request.getServerName();
        if (host.matches("[\\d.]+") || host.indexOf(':') >= 0) {
            return Optional.of(Obstacle.BY_ADDRESS);
        }
        if (!request.isSecure() && !host.equals(LOCAL)) {
            return Optional.of(Obstacle.NO_TLS);
        }
        String name = name(host);
        boolean belongs = host.equals(name) || host.endsWith("." + name);
        return belongs ? Optional.empty() : Optional.of(Obstacle.OTHER_NAME);
    }

    Passkeys.Site site(HttpServletRequest request) {
        String host = request.getServerName();
        boolean isUsual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        String port = isUsual ? "" : ":" + request.getServerPort();
        return new Passkeys.Site(request.getScheme() + "://" + host + port, name(host));
    }

    private String name(String host) {
        return rpId.isEmpty() ? host : rpId;
    }
}
