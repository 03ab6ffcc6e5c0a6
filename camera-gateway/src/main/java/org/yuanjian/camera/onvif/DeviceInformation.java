package org.yuanjian.camera.onvif;

/// What a device says it is; empty where it says nothing.
public record DeviceInformation(
        String manufacturer, String model, String firmware, String serial, String hardware) {
    static DeviceInformation of(XmlNode answer) {
        return new DeviceInformation(
                answer.text("Manufacturer"),
                answer.text("Model"),
                answer.text("FirmwareVersion"),
                answer.text("SerialNumber"),
                answer.text("HardwareId"));
    }
}
