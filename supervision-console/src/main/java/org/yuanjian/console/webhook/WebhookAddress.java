package org.yuanjian.console.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Where a webhook goes: an absolute URL of http or https, without account and fragment.
record WebhookAddress(URI url) {
    static final int LONGEST = 1_000;

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// Empty for what is no such URL.
    static Optional<WebhookAddress> of(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            WebhookAddress address = new WebhookAddress(URI.create(text));
            return address.isUsable() ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isUsable() {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && url.toASCIIString().equals(url.toString());
    }

    boolean isSecure() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /// Without the brackets of IPv6.
    String host() {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return isSecure() ? HTTPS : HTTP;
    }

    /// The value of `Host`.
    String authority() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    /// Path and query, as they stand in a request.
    String target() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    /// The first address of the host that may be dialled; empty if there is none.
    Optional<InetSocketAddress> resolve(Predicate<InetSocketAddress> allowed)
            throws UnknownHostException {
        for (InetAddress one : InetAddress.getAllByName(host())) {
            InetSocketAddress address = new InetSocketAddress(one, port());
            if (allowed.test(address)) {
                return Optional.of(address);
            }
        }
        return Optional.empty();
    }
}
