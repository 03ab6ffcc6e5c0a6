package org.yuanjian.relay.rtsp.client;

import java.util.Optional;

/// Stops every try at one device once it has refused the credentials, whatever the protocol, until
/// they change: cameras lock accounts after a few wrong passwords. One latch per device, shared by
/// its streams; any thread.
public interface RefusalLatch {
    boolean isRefused();

    /// @param words what the device said, for people to read
    void refuse(String words);

    /// What the device said; empty while it has not refused.
    Optional<String> words();
}
