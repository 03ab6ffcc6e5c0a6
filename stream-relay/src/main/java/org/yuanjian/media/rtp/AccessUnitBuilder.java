package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/// Gathers the units of one access unit in one buffer, bounded. Payload bytes are copied here once
/// per stream, so that no burst is held for the sake of a few of its bytes.
final class AccessUnitBuilder {
    private static final int INITIAL_BYTES = 16 << 10;
    private static final int MAX_UNITS = 1024;
    private static final int NO_FRAGMENT = -1;

    private final int maxBytes;
    private final List<Integer> ends = new ArrayList<>();
    private ByteBuf bytes = ByteBufAllocator.DEFAULT.buffer(0, 0);
    private int fragmentStart = NO_FRAGMENT;

    AccessUnitBuilder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// Adds a whole unit.
    void add(ByteBuf from, int index, int length) throws MalformedPacketException {
        if (length == 0 || isInFragment()) {
            throw new MalformedPacketException("empty unit, or one inside another");
        }
        room(length).writeBytes(from, index, length);
        end();
    }

    /// Begins a unit that comes in pieces.
    ///
    /// @param header its first bytes, put together from the fragment headers
    void startFragment(byte[] header) throws MalformedPacketException {
        if (isInFragment()) {
            throw new MalformedPacketException("a fragmented unit never ended");
        }
        fragmentStart = bytes.writerIndex();
        room(header.length).writeBytes(header);
    }

    void append(ByteBuf from, int index, int length) throws MalformedPacketException {
        if (!isInFragment()) {
            throw new MalformedPacketException("a fragment without its beginning");
        }
        room(length).writeBytes(from, index, length);
    }

    void endFragment() throws MalformedPacketException {
        fragmentStart = NO_FRAGMENT;
        end();
    }

    boolean isInFragment() {
        return fragmentStart != NO_FRAGMENT;
    }

    int bytes() {
        return bytes.writerIndex();
    }

    int unitCount() {
        return ends.size();
    }

    /// First byte of unit `index`, 0–255.
    int firstByte(int index) {
        return bytes.getUnsignedByte(start(index));
    }

    /// Unit `index` where it lies; borrowed until the next call that takes or clears.
    ByteBuf unit(int index) {
        return bytes.slice(start(index), ends.get(index) - start(index));
    }

    /// The units, owned by the caller; the builder is empty then.
    List<ByteBuf> take() {
        List<ByteBuf> units = new ArrayList<>(ends.size());
        for (int i = 0; i < ends.size(); i++) {
            units.add(unit(i).retain());
        }
        clear();
        return units;
    }

    void clear() {
        bytes.release();
        bytes = ByteBufAllocator.DEFAULT.buffer(0, 0);
        ends.clear();
        fragmentStart = NO_FRAGMENT;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends.get(index - 1);
    }

    private void end() throws MalformedPacketException {
        if (ends.size() == MAX_UNITS) {
            throw new MalformedPacketException("too many units");
        }
        ends.add(bytes.writerIndex());
    }

    private ByteBuf room(int more) throws MalformedPacketException {
        if (bytes.writerIndex() + more > maxBytes) {
            throw new MalformedPacketException("access unit above " + maxBytes + " bytes");
        }
        if (bytes.maxCapacity() == 0) {
            bytes.release();
            bytes = ByteBufAllocator.DEFAULT.buffer(Math.min(INITIAL_BYTES, maxBytes), maxBytes);
        }
        return bytes;
    }
}
