package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/// One TCP connection (RFC 6544): every packet behind its length (RFC 4571 §2).
final class TcpPath implements PeerPath {
    static final int LENGTH_BYTES = 2;

    private final Channel channel;
    private @Nullable ByteBuf gathered;

    TcpPath(Channel channel) {
        this.channel = channel;
    }

    @Override
    public void send(byte[] datagram) {
        ByteBuf framed = channel.alloc().ioBuffer(LENGTH_BYTES + datagram.length);
        framed.writeShort(datagram.length).writeBytes(datagram);
        channel.writeAndFlush(framed, channel.voidPromise());
    }

    @Override
    public void add(byte[] packet, int length, int expected) {
        ByteBuf out = gathered;
        if (out == null) {
            out = channel.alloc().ioBuffer((LENGTH_BYTES + length) * Math.max(1, expected));
            gathered = out;
        }
        out.writeShort(length).writeBytes(packet, 0, length);
    }

    @Override
    public void end() {
        ByteBuf out = gathered;
        gathered = null;
        if (out != null) {
            channel.writeAndFlush(out, channel.voidPromise());
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void close() {
        end();
        channel.close();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TcpPath path && path.channel.equals(channel);
    }

    @Override
    public int hashCode() {
        return channel.hashCode();
    }

    @Override
    public String toString() {
        return "tcp " + channel.remoteAddress();
    }
}
