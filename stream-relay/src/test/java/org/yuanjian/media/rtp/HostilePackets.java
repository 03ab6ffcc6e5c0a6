package org.yuanjian.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;

/// Hostile payloads as the packets of one track, in order but for those that say they were lost.
///
///     | length 8 | timestamp 6 | lost | marker | payload |  …
///
/// Keeps the access units that come out, to see that none of their bytes is held or given up twice.
final class HostilePackets {
    private static final int MARKER = 1;
    private static final int LOST = 2;

    private final TrackFormat format;
    private final List<AccessUnit> units = new ArrayList<>();
    private int sequence = 65_530;

    HostilePackets(TrackFormat format) {
        this.format = format;
    }

    /// The packets of an input; they need no release.
    List<ByteBuf> of(byte[] input) {
        List<ByteBuf> packets = new ArrayList<>();
        for (byte[] piece : HostileInput.pieces(input, 1)) {
            if (piece.length > 0) {
                packets.add(packet(piece[0], Arrays.copyOfRange(piece, 1, piece.length)));
            }
        }
        return packets;
    }

    ByteBuf packet(int bits, byte[] payload) {
        ByteBuf packet = Unpooled.buffer(RtpPacket.FIXED_HEADER_BYTES + payload.length);
        packet.writeByte(0x80).writeByte((bits & MARKER) << 7 | format.payloadType());
        sequence += (bits & LOST) == 0 ? 1 : 2;
        packet.writeShort(sequence).writeInt(bits >> 2 & 0x3F).writeInt(1);
        return packet.writeBytes(payload);
    }

    /// Reads packets as their track's codec does.
    void read(List<ByteBuf> packets) throws MalformedPacketException {
        long bytes = 0;
        try (RtpReader reader = RtpReader.of(0, format, unit -> units.add(unit.retain()))) {
            for (ByteBuf packet : packets) {
                bytes += packet.readableBytes();
                reader.read(RtpPacket.parse(packet, 0, packet.readableBytes()), 0);
            }
            assertThat(reader.droppedPackets()).isLessThanOrEqualTo(packets.size());
        }
        assertThat(units.stream().mapToLong(AccessUnit::payloadBytes).sum())
                .isLessThanOrEqualTo(bytes);
        units.forEach(HostilePackets::release);
    }

    private static void release(AccessUnit unit) {
        List<ByteBuf> bytes = unit.units();
        assertThat(bytes).isNotEmpty().allMatch(ByteBuf::isReadable);
        assertThat(unit.release()).isTrue();
        assertThat(bytes).allMatch(each -> each.refCnt() == 0);
    }
}
