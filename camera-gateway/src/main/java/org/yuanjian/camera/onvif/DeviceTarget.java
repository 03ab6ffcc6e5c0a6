package org.yuanjian.camera.onvif;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// A device to talk to.
///
/// @param service where its device service is, mostly `http://ADDRESS/onvif/device_service`
/// @param credentials null to go without
/// @param addresses what to do with the addresses it tells
public record DeviceTarget(
        URI service, @Nullable OnvifCredentials credentials, AddressPolicy addresses) {
    private static final String USUAL_PATH = "/onvif/device_service";

    /// The usual path at a host, a name or an address as text, and a port.
    public static DeviceTarget at(String host, int port, @Nullable OnvifCredentials credentials) {
        String literal = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        return new DeviceTarget(
                URI.create("http://" + literal + ":" + port + USUAL_PATH),
                credentials,
                AddressPolicy.REWRITE_HOST);
    }

    /// The same device, whose addresses are dealt with otherwise.
    public DeviceTarget with(AddressPolicy other) {
        return new DeviceTarget(service, credentials, other);
    }
}
