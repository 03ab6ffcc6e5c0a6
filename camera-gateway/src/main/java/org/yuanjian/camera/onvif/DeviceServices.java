package org.yuanjian.camera.onvif;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which services a device has and where.
///
/// @param addresses as the device tells them
record DeviceServices(Map<OnvifService, URI> addresses) {
    DeviceServices {
        addresses = Map.copyOf(addresses);
    }

    static DeviceServices ofServices(XmlNode answer) {
        Map<OnvifService, URI> found = new EnumMap<>(OnvifService.class);
        for (XmlNode service : answer.children("Service")) {
            OnvifService.of(service.text("Namespace"))
                    .ifPresent(known -> put(found, known, service.text("XAddr")));
        }
        return new DeviceServices(found);
    }

    static DeviceServices ofCapabilities(XmlNode answer) {
        Map<OnvifService, URI> found = new EnumMap<>(OnvifService.class);
        for (OnvifService service : OnvifService.values()) {
            Optional<XmlNode> capability = answer.find("Capabilities", service.capability());
            capability.ifPresent(node -> put(found, service, node.text("XAddr")));
        }
        return new DeviceServices(found);
    }

    private static void put(Map<OnvifService, URI> found, OnvifService service, String told) {
        List<URI> addresses = DeviceAddresses.all(told);
        if (!addresses.isEmpty()) {
            found.putIfAbsent(service, addresses.getFirst());
        }
    }

    /// These, and those of `others` that are not among them.
    DeviceServices and(DeviceServices others) {
        Map<OnvifService, URI> all = new EnumMap<>(OnvifService.class);
        all.putAll(others.addresses);
        all.putAll(addresses);
        return new DeviceServices(all);
    }

    boolean has(OnvifService service) {
        return addresses.containsKey(service);
    }
}
