package org.yuanjian.camera.onvif;

/// An account of a device, with any characters. Never printed.
public record OnvifCredentials(String user, String password) {
    @Override
    public String toString() {
        return "OnvifCredentials";
    }
}
