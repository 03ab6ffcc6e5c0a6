package org.yuanjian.camera.registry;

import org.yuanjian.camera.onvif.AddressPolicy;
import org.yuanjian.camera.onvif.DeviceTarget;
import org.yuanjian.camera.onvif.OnvifCredentials;

/// What is talked to: a camera, or a recorder with many channels.
///
/// @param id made by us
/// @param host name or IP address
/// @param onvifPort port of its ONVIF device service; 0 if it has none
/// @param rtspPort port of RTSP; 0 until it is known
/// @param user empty where it wants none
/// @param sealedPassword what the vault made of the password; empty where there is none
/// @param addresses what to do with the addresses it tells
/// @param sessions how many streams it may be asked for at once
/// @param inventory what it says it is
public record Device(
        String id,
        String host,
        int onvifPort,
        int rtspPort,
        String user,
        String sealedPassword,
        AddressPolicy addresses,
        int sessions,
        Inventory inventory) {
    /// How many streams a device may be asked for unless it is said otherwise.
    public static final int USUAL_SESSIONS = 2;

    /// What a device says it is; texts are empty until it was asked.
    public record Inventory(String manufacturer, String model, String firmware, String serial) {
        public static final Inventory UNKNOWN = new Inventory("", "", "", "");
    }

    @Override
    public String toString() {
        return id + " at " + host;
    }

    /// Where it is asked by ONVIF, with its account if it has one.
    ///
    /// @param password in the clear
    public DeviceTarget onvifTarget(String password) {
        OnvifCredentials login = user.isEmpty() ? null : new OnvifCredentials(user, password);
        return DeviceTarget.at(host, onvifPort, login).with(addresses);
    }
}
