package org.yuanjian.relay.webrtc;

import org.jspecify.annotations.Nullable;

/// The last payloads of one track, cut once for all its viewers: what a new viewer starts with and
/// what a lost packet is sent again from. Indices count from 0 for as long as the ring lives.
/// Payloads are copied into arrays that are used again and again: as objects of their own they
/// would live just long enough to be kept among what is old. Event loop only.
final class PacketRing {
    static final int SIZE = 1024;

    private static final int MASK = SIZE - 1;

    private static final int ROOM_STEP = 256;

    private final byte[][] payloads = new byte[SIZE][];
    private final int[] lengths = new int[SIZE];
    private final int[] timestamps = new int[SIZE];
    private final boolean[] markers = new boolean[SIZE];
    private long next;

    /// @param payload borrowed
    void add(byte[] payload, long timestamp, boolean marker) {
        int slot = (int) next & MASK;
        System.arraycopy(payload, 0, room(slot, payload.length), 0, payload.length);
        lengths[slot] = payload.length;
        timestamps[slot] = (int) timestamp;
        markers[slot] = marker;
        next++;
    }

    private byte[] room(int slot, int bytes) {
        byte @Nullable [] there = payloads[slot];
        if (there != null && there.length >= bytes) {
            return there;
        }
        byte[] fresh = new byte[(bytes / ROOM_STEP + 1) * ROOM_STEP];
        payloads[slot] = fresh;
        return fresh;
    }

    /// Index of the payload that comes next.
    long next() {
        return next;
    }

    boolean holds(long index) {
        return index >= 0 && index < next && index >= next - SIZE;
    }

    /// The array at whose front the payload lies, until the ring comes round to it; borrowed.
    byte[] payload(long index) {
        byte @Nullable [] payload = payloads[(int) index & MASK];
        return payload == null ? new byte[0] : payload;
    }

    /// Bytes of the payload.
    int length(long index) {
        return lengths[(int) index & MASK];
    }

    /// RTP timestamp, 32 bits.
    int timestamp(long index) {
        return timestamps[(int) index & MASK];
    }

    boolean marker(long index) {
        return markers[(int) index & MASK];
    }
}
