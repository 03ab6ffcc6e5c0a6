package org.yuanjian.relay.webrtc;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/// A packet as jitsi-srtp takes it, with room for a tag.
final class TestRegion implements ByteArrayBuffer {
    private static final int ROOM = 40;
    private static final int HEADER = 12;

    private final byte[] bytes;
    private int length;

    /// @param packet the whole packet, or the array its header of 12 bytes stands in
    /// @param payload what follows the header; empty if `packet` is whole
    TestRegion(byte[] packet, byte[] payload) {
        length = payload.length == 0 ? packet.length : HEADER + payload.length;
        bytes = Arrays.copyOf(packet, length + ROOM);
        if (payload.length > 0) {
            System.arraycopy(payload, 0, bytes, HEADER, payload.length);
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return 0;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int size) {
        length = size;
    }

    @Override
    public void setOffset(int at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int at, int size, byte[] to) {
        System.arraycopy(bytes, at, to, 0, size);
    }

    @Override
    public void grow(int by) {}

    @Override
    public void append(byte[] more, int size) {
        System.arraycopy(more, 0, bytes, length, size);
        length += size;
    }

    @Override
    public void shrink(int by) {
        length -= by;
    }
}
