package org.yuanjian.benchmark.fleet.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts pictures into RTP packets once: single NAL units, fragments and, for some cameras,
/// aggregates (RFC 6184 §5.6–5.8, RFC 7798 §4.4).
final class PictureCutter {
    /// As many cameras send: leaves room for headers and a tunnel in 1,500 bytes.
    static final int MAX_PAYLOAD = 1400;

    static final int PAYLOAD_TYPE = 96;

    private static final int FRAME_HEADER = 4;
    private static final int RTP_HEADER = 12;

    private final boolean h265;
    private final boolean aggregates;
    private final ByteBuf out = Unpooled.buffer(1 << 16);
    private int frame;

    PictureCutter(boolean h265, boolean aggregates) {
        this.h265 = h265;
        this.aggregates = aggregates;
    }

    /// @param units NAL units of one picture, its [FrameStamp] not among them
    CodedPicture cut(List<byte[]> units, int displayOffset) {
        out.clear();
        List<byte[]> all = new ArrayList<>(units);
        all.add(firstSlice(units), FrameStamp.blankUnit(h265));
        int next = aggregates ? aggregate(all) : 0;
        for (byte[] unit : all.subList(next, all.size())) {
            if (unit.length <= MAX_PAYLOAD) {
                begin();
                out.writeBytes(unit);
                end();
            } else {
                fragment(unit);
            }
        }
        int marker = frame + FRAME_HEADER + 1;
        out.setByte(marker, out.getByte(marker) | 0x80);
        boolean key = units.stream().anyMatch(unit -> NalType.isKeyFrame(unit, h265));
        return new CodedPicture(shared(), FrameStamp.digitsIndex(out), key, displayOffset);
    }

    /// The packets in memory of their own that nobody has to release.
    private ByteBuf shared() {
        ByteBuffer memory = ByteBuffer.allocateDirect(out.readableBytes());
        out.getBytes(0, memory.duplicate());
        return Unpooled.wrappedBuffer(memory);
    }

    private int firstSlice(List<byte[]> units) {
        int index = 0;
        while (!NalType.isSlice(units.get(index), h265)) {
            index++;
        }
        return index;
    }

    /// Puts as many of the first units as fit into one packet; returns how many these were.
    private int aggregate(List<byte[]> units) {
        int bytes = h265 ? 2 : 1;
        int count = 0;
        while (count < units.size() && bytes + 2 + units.get(count).length <= MAX_PAYLOAD) {
            bytes += 2 + units.get(count).length;
            count++;
        }
        if (count < 2) {
            return 0;
        }
        begin();
        if (h265) {
            // RFC 7798 §4.4.2: type 48, layer 0, lowest temporal id of the units.
            out.writeByte(NalType.H265_AP << 1).writeByte(1);
        } else {
            // RFC 6184 §5.7.1: type 24, NRI the highest of the units.
            out.writeByte(0x60 | NalType.H264_STAP_A);
        }
        for (byte[] unit : units.subList(0, count)) {
            out.writeShort(unit.length).writeBytes(unit);
        }
        end();
        return count;
    }

    private void fragment(byte[] unit) {
        int header = h265 ? 2 : 1;
        int at = header;
        int room = MAX_PAYLOAD - header - 1;
        while (at < unit.length) {
            int length = Math.min(room, unit.length - at);
            int flags = (at == header ? 0x80 : 0) | (at + length == unit.length ? 0x40 : 0);
            begin();
            if (h265) {
                // RFC 7798 §4.4.3: payload header of type 49, then the FU header.
                out.writeByte((unit[0] & 0x81) | (NalType.H265_FU << 1)).writeByte(unit[1]);
            } else {
                // RFC 6184 §5.8: FU indicator, then the FU header.
                out.writeByte((unit[0] & 0xE0) | NalType.H264_FU_A);
            }
            out.writeByte(flags | NalType.of(unit, h265)).writeBytes(unit, at, length);
            end();
            at += length;
        }
    }

    private void begin() {
        frame = out.writerIndex();
        out.writeByte('$').writeByte(0).writeShort(0);
        out.writeByte(0x80).writeByte(PAYLOAD_TYPE).writeZero(RTP_HEADER - 2);
    }

    private void end() {
        out.setShort(frame + 2, out.writerIndex() - frame - FRAME_HEADER);
    }
}
