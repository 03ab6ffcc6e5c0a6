package org.yuanjian.camera.onvif;

import java.net.InetSocketAddress;

/// Where a client may go. Asked with the very address that is dialled next, also for every redirect
/// and for every address that a device names. Any thread.
@FunctionalInterface
public interface OutboundRule {
    boolean allows(InetSocketAddress address);
}
