package org.yuanjian.camera.onvif;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// A device that answered a probe.
///
/// @param endpoint what it is called for good, mostly `urn:uuid:…`; empty if it does not say
/// @param from the address the answer came from
/// @param services where it says that its device service is; may lead elsewhere
/// @param name as its scopes say; empty if they do not
/// @param hardware as its scopes say; empty if they do not
public record DiscoveredDevice(
        String endpoint, InetAddress from, List<URI> services, String name, String hardware) {
    private static final String SCOPE = "onvif://www.onvif.org/";

    static DiscoveredDevice of(XmlNode match, InetAddress from) {
        String scopes = match.text("Scopes");
        return new DiscoveredDevice(
                match.text("EndpointReference", "Address"),
                from,
                DeviceAddresses.all(match.text("XAddrs")),
                scope(scopes, "name/"),
                scope(scopes, "hardware/"));
    }

    private static String scope(String scopes, String kind) {
        return Arrays.stream(scopes.split("\\s+"))
                .filter(scope -> scope.startsWith(SCOPE + kind))
                .map(scope -> decoded(scope.substring((SCOPE + kind).length())))
                .findFirst()
                .orElse("");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
