package org.yuanjian.camera.onvif;

import java.util.Arrays;
import java.util.Optional;

/// A service of a device by its namespace, with the prefix that requests use: some devices know no
/// other.
public enum OnvifService {
    DEVICE("tds", "http://www.onvif.org/ver10/device/wsdl", "Device"),
    MEDIA("trt", "http://www.onvif.org/ver10/media/wsdl", "Media"),
    MEDIA2("tr2", "http://www.onvif.org/ver20/media/wsdl", "Media2"),
    PTZ("tptz", "http://www.onvif.org/ver20/ptz/wsdl", "PTZ"),
    IMAGING("timg", "http://www.onvif.org/ver20/imaging/wsdl", "Imaging"),
    EVENTS("tev", "http://www.onvif.org/ver10/events/wsdl", "Events");

    private final String prefix;
    private final String namespace;
    private final String capability;

    OnvifService(String prefix, String namespace, String capability) {
        this.prefix = prefix;
        this.namespace = namespace;
        this.capability = capability;
    }

    String prefix() {
        return prefix;
    }

    public String namespace() {
        return namespace;
    }

    /// How GetCapabilities calls it.
    String capability() {
        return capability;
    }

    static Optional<OnvifService> of(String namespace) {
        return Arrays.stream(values())
                .filter(service -> service.namespace.equals(namespace))
                .findFirst();
    }
}
