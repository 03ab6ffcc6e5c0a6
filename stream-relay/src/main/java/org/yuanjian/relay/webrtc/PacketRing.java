package org.yuanjian.relay.webrtc;

import org.jspecify.annotations.Nullable;

/// The last payloads of one track, cut once for all its viewers: what a new viewer starts with and
/// what a lost packet is sent again from. Indices count from 0 for as long as the ring lives. Event
/// loop only.
final class PacketRing {
    static final int SIZE = 1024;

    private static final int MASK = SIZE - 1;

    private final byte[][] payloads = new byte[SIZE][];
    private final int[] timestamps = new int[SIZE];
    private final boolean[] markers = new boolean[SIZE];
    private long next;

    void add(byte[] payload, long timestamp, boolean marker) {
        int slot = (int) next & MASK;
        payloads[slot] = payload;
        timestamps[slot] = (int) timestamp;
        markers[slot] = marker;
        next++;
    }

    /// Index of the payload that comes next.
    long next() {
        return next;
    }

    boolean holds(long index) {
        return index >= 0 && index < next && index >= next - SIZE;
    }

    byte[] payload(long index) {
        byte @Nullable [] payload = payloads[(int) index & MASK];
        return payload == null ? new byte[0] : payload;
    }

    /// RTP timestamp, 32 bits.
    int timestamp(long index) {
        return timestamps[(int) index & MASK];
    }

    boolean marker(long index) {
        return markers[(int) index & MASK];
    }
}
