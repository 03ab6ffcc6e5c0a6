package org.yuanjian.relay.rtsp.client;

/// How a stream is reached at present, and the latch of its device. A new password or address is a
/// new access; it is another latch then, too.
public record RtspAccess(RtspAddress address, RefusalLatch latch) {
    RtspAccess at(RtspAddress other) {
        return new RtspAccess(other, latch);
    }

    /// Whether the device has refused these credentials, to whomever of us.
    boolean isRefused() {
        return latch.isRefused();
    }
}
