package org.yuanjian.camera.onvif;

import java.util.List;

/// A protocol a device listens for.
///
/// @param name HTTP, HTTPS or RTSP
public record NetworkProtocol(String name, boolean enabled, List<Integer> ports) {
    static NetworkProtocol of(XmlNode node) {
        return new NetworkProtocol(
                node.text("Name"),
                node.text("Enabled").equals("true") || node.text("Enabled").equals("1"),
                node.children("Port").stream().map(port -> port.number()).toList());
    }
}
