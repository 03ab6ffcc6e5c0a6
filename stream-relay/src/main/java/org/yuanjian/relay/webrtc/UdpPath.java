package org.yuanjian.relay.webrtc;

import io.netty.buffer.Unpooled;
import io.netty.channel.socket.DatagramPacket;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Datagrams to one address through the port all viewers share.
final class UdpPath implements PeerPath {
    private final MediaPort port;
    private final InetSocketAddress address;
    private @Nullable MemorySegment kernelAddress;
    private boolean isSegmented;

    UdpPath(MediaPort port, InetSocketAddress address) {
        this.port = port;
        this.address = address;
        this.isSegmented = port.isSegmented();
    }

    InetSocketAddress address() {
        return address;
    }

    /// Whether several packets may go in one piece, which the kernel cuts.
    boolean isSegmented() {
        return isSegmented;
    }

    /// The way there takes no pieces.
    void sendAlone() {
        isSegmented = false;
    }

    /// The address in the kernel's words.
    MemorySegment kernelAddress(DatagramSender sender) {
        MemorySegment known = kernelAddress;
        if (known == null) {
            known = sender.address(address);
            kernelAddress = known;
        }
        return known;
    }

    @Override
    public void send(byte[] datagram) {
        port.write(new DatagramPacket(Unpooled.wrappedBuffer(datagram), address));
    }

    @Override
    public void add(byte[] packet, int length, int expected) {
        port.run().add(this, packet, length);
    }

    @Override
    public void end() {
        port.run().end();
    }

    @Override
    public boolean isWritable() {
        return port.isWritable();
    }

    @Override
    public void close() {}

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
