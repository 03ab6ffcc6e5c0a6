package org.yuanjian.camera.registration;

import org.yuanjian.camera.onvif.AddressPolicy;

/// The device that is to be looked at.
///
/// @param host name or address
/// @param port of its device service
/// @param user empty to go without credentials
/// @param password never shown
/// @param addresses what to do with the addresses it tells
public record ProbeTarget(
        String host, int port, String user, String password, AddressPolicy addresses) {
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
