package org.yuanjian.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/// The sockets of this machine: epoll on Linux, else the JDK's selectors.
public enum NettyTransport {
    EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class, EpollDatagramChannel.class),
    NIO(NioSocketChannel.class, NioServerSocketChannel.class, NioDatagramChannel.class);

    private final Class<? extends Channel> socket;
    private final Class<? extends ServerChannel> serverSocket;
    private final Class<? extends DatagramChannel> datagram;

    NettyTransport(
            Class<? extends Channel> socket,
            Class<? extends ServerChannel> serverSocket,
            Class<? extends DatagramChannel> datagram) {
        this.socket = socket;
        this.serverSocket = serverSocket;
        this.datagram = datagram;
    }

    /// The best one this machine has.
    public static NettyTransport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /// New event loops; the caller shuts them down.
    public EventLoopGroup group(int threads, String name) {
        IoHandlerFactory handlers =
                this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), handlers);
    }

    /// Whether nothing waits in the queue before the channel's socket, so that what is offered to
    /// the socket itself is in order. The channel's event loop only.
    public static boolean isQueueEmpty(Channel channel) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue != null && queue.totalPendingWriteBytes() == 0;
    }

    public Class<? extends Channel> socket() {
        return socket;
    }

    public Class<? extends ServerChannel> serverSocket() {
        return serverSocket;
    }

    public Class<? extends DatagramChannel> datagram() {
        return datagram;
    }
}
