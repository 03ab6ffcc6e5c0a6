package org.yuanjian.relay.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The one origin whose pages may call the relay.
///
/// @param origin such as `https://console.example`; empty: the console's port at whatever host name
///   the relay itself was called by
/// @param consolePort used when `origin` is empty
/// @param isSecure whether then only pages that came over TLS may
public record ConsoleOrigin(String origin, int consolePort, boolean isSecure) {

    public ConsoleOrigin(String origin, int consolePort) {
        this(origin, consolePort, false);
    }

    /// @param asked value of `Origin`, null for callers that are no page
    /// @param host value of `Host`
    public boolean allows(@Nullable String asked, @Nullable String host) {
        if (asked == null) {
            return false;
        }
        if (!origin.isEmpty()) {
            return origin.equalsIgnoreCase(asked);
        }
        return host != null && isSameHost(asked, host);
    }

    private boolean isSameHost(String asked, String host) {
        try {
            URI page = URI.create(asked);
            URI here = URI.create("http://" + host);
            return page.getHost() != null
                    && page.getHost().equalsIgnoreCase(here.getHost())
                    && port(page) == consolePort
                    && (!isSecure || isSecure(page));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI page) {
        if (page.getPort() >= 0) {
            return page.getPort();
        }
        return isSecure(page) ? 443 : 80;
    }

    private static boolean isSecure(URI page) {
        return "https".equals(String.valueOf(page.getScheme()).toLowerCase(Locale.ROOT));
    }
}
