package org.yuanjian.camera;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The locks of all devices, so that whoever talks to one, by ONVIF, by RTSP or for a picture,
/// stops when it has refused any of them. Safe from any thread.
public final class DeviceLocks {
    private final Map<String, Held> locks = new ConcurrentHashMap<>();

    private record Held(String user, String password, DeviceLock lock) {
        @Override
        public String toString() {
            return "Held";
        }
    }

    /// The lock of a device with this account. Another account begins with an open one, and its
    /// lock takes the place of the one before.
    ///
    /// @param device id of the device
    public DeviceLock of(String device, String user, String password) {
        return locks.compute(
                        device,
                        (_, held) ->
                                held != null
                                                && held.user().equals(user)
                                                && held.password().equals(password)
                                        ? held
                                        : new Held(user, password, new DeviceLock()))
                .lock();
    }
}
