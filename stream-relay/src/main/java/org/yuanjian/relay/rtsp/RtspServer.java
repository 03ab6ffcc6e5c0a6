package org.yuanjian.relay.rtsp;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.TicketGate;

/// Listens for players. One [RtspServerSession] per connection.
public final class RtspServer implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int DEAD_PLAYER_MILLIS = 60_000;

    private final EventLoopGroup loops;
    private final NettyTransport sockets;
    private final StreamRelay relay;
    private final TicketGate gate;
    private final Settings settings;
    private final ChannelGroup connections =
            new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    /// @param bind address and port to listen on
    /// @param queueBytes the most that may wait for one player before it skips to the next key
    ///   frame
    /// @param maxConnections players beyond this are turned away
    public record Settings(InetSocketAddress bind, int queueBytes, int maxConnections) {}

    public RtspServer(
            EventLoopGroup loops,
            NettyTransport sockets,
            StreamRelay relay,
            TicketGate gate,
            Settings settings) {
        this.loops = loops;
        this.sockets = sockets;
        this.relay = relay;
        this.gate = gate;
        this.settings = settings;
    }

    /// Binds; returns the address bound, which tells the port where 0 was asked for.
    public InetSocketAddress start() throws InterruptedException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(loops)
                        .channel(sockets.serverSocket())
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(
                                        settings.queueBytes() / 2, settings.queueBytes()))
                        .childHandler(new Pipeline());
        if (sockets == NettyTransport.EPOLL) {
            // A player that has not taken a byte for so long is gone, though its end never said so.
            bootstrap.childOption(EpollChannelOption.TCP_USER_TIMEOUT, DEAD_PLAYER_MILLIS);
        }
        Channel server = bootstrap.bind(settings.bind()).sync().channel();
        connections.add(server);
        return (InetSocketAddress) server.localAddress();
    }

    /// Connections open now, the listening one left out.
    public int connections() {
        return Math.max(0, connections.size() - 1);
    }

    @Override
    public void close() {
        connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }

    private final class Pipeline extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (connections.size() > settings.maxConnections()) {
                channel.close();
                return;
            }
            connections.add(channel);
            channel.pipeline()
                    .addLast(new RtspMessageEncoder(), new RtspMessageDecoder())
                    .addLast(new RtspServerSession(channel, relay, gate, sockets));
        }
    }
}
