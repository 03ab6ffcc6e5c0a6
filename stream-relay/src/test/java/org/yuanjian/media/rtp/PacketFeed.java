package org.yuanjian.media.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.TrackFormat;

/// Packets of a track to feed a reader with, and what came out as readable text.
final class PacketFeed implements AutoCloseable {
    final List<String> units = new ArrayList<>();
    final List<Long> timestamps = new ArrayList<>();
    final List<Boolean> keys = new ArrayList<>();
    final RtpReader reader;
    private final TrackFormat format;
    private int sequence = 65_530;

    PacketFeed(TrackFormat format) {
        this.format = format;
        this.reader = RtpReader.of(0, format, this::take);
    }

    /// The packets of access units, owned by the caller.
    static List<ByteBuf> packets(TrackFormat format, List<AccessUnit> units, int maxBytes) {
        RtpPacketizer packetizer = new RtpPacketizer(format, 1, 65_530, maxBytes);
        List<ByteBuf> packets = new ArrayList<>();
        for (AccessUnit unit : units) {
            packetizer.write(unit, packets::add);
            unit.release();
        }
        return packets;
    }

    static String text(AccessUnit unit) {
        return String.join(" ", unit.units().stream().map(ByteBufUtil::hexDump).toList());
    }

    /// Feeds and releases packets.
    void feed(List<ByteBuf> packets) {
        for (ByteBuf packet : packets) {
            try {
                reader.read(
                        RtpPacket.parse(packet, packet.readerIndex(), packet.readableBytes()), 0);
            } catch (MalformedPacketException e) {
                throw new AssertionError(e);
            } finally {
                packet.release();
            }
        }
    }

    /// Feeds one packet with the next sequence number; spaces in `payload` are for the eye.
    void feed(long timestamp, boolean marker, String payload) {
        feed(List.of(packet(timestamp, marker, HexFormat.of().parseHex(payload.replace(" ", "")))));
    }

    /// As if a packet had been lost.
    void lose() {
        sequence++;
    }

    ByteBuf packet(long timestamp, boolean marker, byte[] payload) {
        ByteBuf packet = Unpooled.buffer(RtpPacket.FIXED_HEADER_BYTES + payload.length);
        packet.writeByte(0x80).writeByte((marker ? 0x80 : 0) | format.payloadType());
        packet.writeShort(sequence++).writeInt((int) timestamp).writeInt(1);
        return packet.writeBytes(payload);
    }

    private void take(AccessUnit unit) {
        units.add(text(unit));
        timestamps.add(unit.timestampTicks());
        keys.add(unit.isKeyFrame());
    }

    @Override
    public void close() {
        reader.close();
    }
}
