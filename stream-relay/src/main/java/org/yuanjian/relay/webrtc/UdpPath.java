package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Datagrams to one address. Packets of equal size and one shorter at the end go to the kernel as
/// one piece, which it cuts (UDP GSO).
final class UdpPath implements PeerPath {
    // linux/udp.h UDP_MAX_SEGMENTS, and the largest datagram.
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_BYTES = 60_000;

    private final MediaPort port;
    private final InetSocketAddress address;
    private @Nullable ByteBuf run;
    private int segmentBytes;
    private int segments;

    UdpPath(MediaPort port, InetSocketAddress address) {
        this.port = port;
        this.address = address;
    }

    @Override
    public void send(byte[] datagram) {
        port.write(new DatagramPacket(Unpooled.wrappedBuffer(datagram), address));
    }

    @Override
    public void add(byte[] packet, int length, int expected) {
        ByteBuf current = run;
        if (current != null && !fits(current, length)) {
            end();
            current = null;
        }
        if (current == null) {
            int most = port.isSegmented() ? Math.clamp(expected, 1, MAX_SEGMENTS - 1) : 1;
            current = port.allocate(Math.min(most * length, MAX_BYTES));
            run = current;
            segmentBytes = length;
            segments = 0;
        }
        current.writeBytes(packet, 0, length);
        segments++;
        if (length < segmentBytes) {
            end();
        }
    }

    private boolean fits(ByteBuf current, int length) {
        return length <= segmentBytes && current.writableBytes() >= length;
    }

    @Override
    public void end() {
        ByteBuf whole = run;
        run = null;
        if (whole != null) {
            port.write(
                    segments == 1
                            ? new DatagramPacket(whole, address)
                            : new SegmentedDatagramPacket(whole, segmentBytes, address));
        }
    }

    @Override
    public boolean isWritable() {
        return port.isWritable();
    }

    @Override
    public void close() {
        end();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UdpPath path && path.address.equals(address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return "udp " + address;
    }
}
