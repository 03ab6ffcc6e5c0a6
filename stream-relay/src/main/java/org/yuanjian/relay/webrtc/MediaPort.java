package org.yuanjian.relay.webrtc;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.NettyTransport;

/// The one port of all viewers, for UDP and for TCP. Event loop only, but for start and close.
final class MediaPort {
    // errno of kernels or devices that do not cut segments.

    private static final int TRIES = 16;
    private static final int SOCKET_BYTES = 4 * 1024 * 1024;
    private static final int DATAGRAM_BYTES = 2048;
    private static final int DATAGRAMS_PER_READ = 16;
    private static final WriteBufferWaterMark UDP_MARKS =
            new WriteBufferWaterMark(4 * 1024 * 1024, 16 * 1024 * 1024);
    private static final WriteBufferWaterMark TCP_MARKS =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final EventLoop loop;
    private final NettyTransport sockets;
    private @Nullable Channel udp;
    private @Nullable Channel tcp;
    private final DatagramRun run = new DatagramRun(this);
    private @Nullable DatagramSender sender;
    private final boolean segmented;
    private boolean flushing;
    private long refused;

    /// @param segmented whether the kernel may be given several packets in one piece
    MediaPort(EventLoop loop, NettyTransport sockets, boolean segmented) {
        this.loop = loop;
        this.sockets = sockets;
        this.segmented =
                segmented
                        && sockets == NettyTransport.EPOLL
                        && EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    /// Binds both sockets to one number and returns where.
    InetSocketAddress bind(
            InetSocketAddress address, ChannelHandler onUdp, Supplier<ChannelHandler> onTcp)
            throws InterruptedException {
        for (int i = 1; ; i++) {
            Channel datagrams = datagrams(address, onUdp);
            InetSocketAddress bound = (InetSocketAddress) datagrams.localAddress();
            ChannelFuture listening = listen(bound, onTcp).await();
            if (listening.isSuccess()) {
                udp = datagrams;
                tcp = listening.channel();
                if (datagrams instanceof EpollDatagramChannel socket) {
                    sender = new DatagramSender(socket.fd().intValue(), !isInet4(address));
                }
                return bound;
            }
            datagrams.close().sync();
            // Where any port will do, the one UDP got may be taken for TCP.
            if (address.getPort() != 0 || i == TRIES) {
                listening.sync();
            }
        }
    }

    private ChannelFuture listen(InetSocketAddress address, Supplier<ChannelHandler> onTcp) {
        return new ServerBootstrap()
                .group(loop)
                .channel(sockets.serverSocket())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, TCP_MARKS)
                .childHandler(new TcpHandlers(onTcp))
                .bind(address);
    }

    private Channel datagrams(InetSocketAddress address, ChannelHandler handler)
            throws InterruptedException {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channelFactory(factory(address))
                        .option(ChannelOption.SO_RCVBUF, SOCKET_BYTES)
                        .option(ChannelOption.SO_SNDBUF, SOCKET_BYTES)
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UDP_MARKS)
                        .handler(handler);
        if (sockets == NettyTransport.EPOLL) {
            // One recvmmsg brings what several viewers sent.
            bootstrap
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(DATAGRAM_BYTES * DATAGRAMS_PER_READ));
        } else {
            bootstrap.option(
                    ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES));
        }
        return bootstrap.bind(address).sync().channel();
    }

    private ChannelFactory<? extends DatagramChannel> factory(InetSocketAddress address) {
        if (sockets == NettyTransport.EPOLL && isInet4(address)) {
            return () -> new EpollDatagramChannel(SocketProtocolFamily.INET);
        }
        return new io.netty.channel.ReflectiveChannelFactory<>(sockets.datagram());
    }

    private static boolean isInet4(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address;
    }

    boolean isSegmented() {
        return segmented;
    }

    /// A datagram did not go out.
    void countRefused() {
        refused++;
    }

    /// Datagrams the network refused.
    long refused() {
        return refused;
    }

    /// Where packets to viewers are gathered.
    DatagramRun run() {
        return run;
    }

    /// The socket itself, while nothing waits in the channel's queue before it.
    @Nullable DatagramSender sender() {
        Channel channel = udp();
        return NettyTransport.isQueueEmpty(channel) && channel.isOpen() ? sender : null;
    }

    /// Runs after what the loop is at.
    void atEndOfTurn(Runnable task) {
        loop.execute(task);
    }

    boolean isWritable() {
        return udp != null && udp.isWritable();
    }

    ByteBuf allocate(int bytes) {
        return udp().alloc().directBuffer(bytes, bytes);
    }

    /// Takes the packet over. All that is written in one turn of the loop is sent together at its
    /// end.
    void write(DatagramPacket packet) {
        Channel channel = udp();
        channel.write(packet, channel.voidPromise());
        if (!flushing) {
            flushing = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        flushing = false;
        udp().flush();
    }

    private Channel udp() {
        Channel channel = udp;
        if (channel == null) {
            throw new IllegalStateException("port not bound");
        }
        return channel;
    }

    /// Any thread.
    void close() {
        for (Channel channel : new Channel[] {udp, tcp}) {
            if (channel != null) {
                channel.close().awaitUninterruptibly();
            }
        }
        loop.submit(run::release).awaitUninterruptibly();
    }

    /// Gives each accepted connection a handler of its own.
    private static final class TcpHandlers extends io.netty.channel.ChannelInitializer<Channel> {
        private final Supplier<ChannelHandler> handlers;

        TcpHandlers(Supplier<ChannelHandler> handlers) {
            this.handlers = handlers;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(handlers.get());
        }
    }
}
