package org.yuanjian.relay;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Two UDP sockets as RTP likes them: RTP on an even port, RTCP on the next (RFC 3550 §11). Event
/// loop only.
public final class UdpPortPair implements AutoCloseable {
    /// The largest datagram read or written.
    public static final int DATAGRAM_BYTES = 2048;

    private static final int SOCKET_BYTES = 1024 * 1024;
    private static final int TRIES = 32;
    private static final WriteBufferWaterMark WAITING =
            new WriteBufferWaterMark(SOCKET_BYTES / 2, SOCKET_BYTES);

    private final Channel rtp;
    private final Channel rtcp;

    private UdpPortPair(Channel rtp, Channel rtcp) {
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /// Binds a free pair on every address of this machine.
    ///
    /// @param onRtp handles the even port, `onRtcp` the odd one
    public static UdpPortPair bind(
            EventLoop loop, NettyTransport sockets, ChannelHandler onRtp, ChannelHandler onRtcp)
            throws IOException {
        for (int i = 0; i < TRIES; i++) {
            Channel even = bind(loop, sockets, onRtp, 0);
            int port = even == null ? 1 : port(even);
            Channel odd = port % 2 == 0 ? bind(loop, sockets, onRtcp, port + 1) : null;
            if (even != null && odd != null) {
                return new UdpPortPair(even, odd);
            }
            if (even != null) {
                even.close();
            }
        }
        throw new IOException("no pair of UDP ports free");
    }

    /// Two channels that are bound already.
    public static UdpPortPair of(Channel rtp, Channel rtcp) {
        return new UdpPortPair(rtp, rtcp);
    }

    /// Registered and bound within the call, as both happen on the loop it is called on; the
    /// bootstrap's own bind would come later.
    private static @Nullable Channel bind(
            EventLoop loop, NettyTransport sockets, ChannelHandler handler, int port) {
        ChannelFuture registered =
                new Bootstrap()
                        .group(loop)
                        .channel(sockets.datagram())
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING)
                        .handler(handler)
                        .register();
        if (!registered.isSuccess()) {
            return null;
        }
        ChannelFuture bound = registered.channel().bind(new InetSocketAddress(port));
        if (!bound.isSuccess()) {
            registered.channel().close();
            return null;
        }
        return bound.channel();
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /// The even port; RTCP has the next.
    public int port() {
        return port(rtp);
    }

    /// Queues a datagram; `packet` is taken over. [#flush] sends.
    public void write(boolean isRtcp, ByteBuf packet, InetSocketAddress to) {
        Channel channel = isRtcp ? rtcp : rtp;
        channel.write(new DatagramPacket(packet, to), channel.voidPromise());
    }

    /// Whether RTP goes out; no while more waits than the socket takes.
    public boolean isWritable() {
        return rtp.isWritable();
    }

    public void flush() {
        rtp.flush();
        rtcp.flush();
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
