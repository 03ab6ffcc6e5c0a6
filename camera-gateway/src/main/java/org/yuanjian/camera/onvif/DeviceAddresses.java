package org.yuanjian.camera.onvif;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads addresses as devices write them: several with blanks between, IPv6 link-local among them,
/// characters that no URI has, credentials in front of the host.
final class DeviceAddresses {
    private static final int MAX_CHARACTERS = 2_048;
    private static final int MAX_ADDRESSES = 16;
    private static final String LEGAL =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%";

    private DeviceAddresses() {}

    /// All that can be reached from another network, those with IPv4 or a name first.
    static List<URI> all(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .limit(MAX_ADDRESSES)
                .flatMap(word -> parse(word).stream())
                .filter(uri -> uri.getHost() != null && !isLinkLocal(uri.getHost()))
                .sorted((a, b) -> Boolean.compare(isInet6(a), isInet6(b)))
                .toList();
    }

    private static boolean isInet6(URI uri) {
        return uri.getHost().startsWith("[");
    }

    private static boolean isLinkLocal(String host) {
        return host.toLowerCase(Locale.ROOT).startsWith("[fe80:");
    }

    /// One address, absolute or not, with blanks around it cut and other characters escaped.
    static Optional<URI> parse(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return Optional.of(withoutUser(new URI(escaped(stripped))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// Credentials are kept apart from addresses.
    private static URI withoutUser(URI uri) throws URISyntaxException {
        if (uri.getRawUserInfo() == null) {
            return uri;
        }
        return new URI(uri.toString().replaceFirst("//[^/?#]*@", "//"));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (LEGAL.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
