package org.yuanjian.camera.onvif;

import java.net.URI;

/// What to do with addresses that a device tells of itself: behind a router, or badly set up, it
/// names a host or a port that leads nowhere.
public enum AddressPolicy {
    /// As told.
    KEEP,
    /// The host that was dialled, the port as told.
    REWRITE_HOST,
    /// Host and port that were dialled, for addresses of services; streams keep the port told.
    REWRITE_HOST_AND_PORT;

    /// @param told by the device
    /// @param dialled where the device was reached
    URI service(URI told, URI dialled) {
        return switch (this) {
            case KEEP -> told;
            case REWRITE_HOST -> at(told, dialled.getHost(), told.getPort());
            case REWRITE_HOST_AND_PORT -> at(told, dialled.getHost(), dialled.getPort());
        };
    }

    URI stream(URI told, URI dialled) {
        return this == KEEP ? told : at(told, dialled.getHost(), told.getPort());
    }

    private static URI at(URI told, String host, int port) {
        StringBuilder text = new StringBuilder(told.getScheme()).append("://").append(host);
        if (port >= 0) {
            text.append(':').append(port);
        }
        if (told.getRawPath() != null) {
            text.append(told.getRawPath());
        }
        if (told.getRawQuery() != null) {
            text.append('?').append(told.getRawQuery());
        }
        return URI.create(text.toString());
    }
}
