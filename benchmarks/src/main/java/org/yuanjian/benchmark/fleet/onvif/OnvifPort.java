package org.yuanjian.benchmark.fleet.onvif;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/// The HTTP port of all cameras: ONVIF and snapshots.
public final class OnvifPort implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int MAX_BODY_BYTES = 64 * 1024;

    private final Function<InetAddress, Optional<? extends OnvifCamera>> cameras;
    private final Clock clock;
    private final int rtspPort;
    private final Channel listener;

    /// @param port 0 for any
    /// @param cameras the one at an address
    public OnvifPort(
            EventLoopGroup group,
            int port,
            int rtspPort,
            Clock clock,
            Function<InetAddress, Optional<? extends OnvifCamera>> cameras) {
        this.cameras = cameras;
        this.clock = clock;
        this.rtspPort = rtspPort;
        this.listener =
                new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        accept(channel);
                                    }
                                })
                        .bind(port)
                        .syncUninterruptibly()
                        .channel();
    }

    private void accept(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        Optional<? extends OnvifCamera> found = cameras.apply(local.getAddress());
        if (found.isEmpty()) {
            channel.close();
            return;
        }
        OnvifCamera camera = found.get();
        channel.pipeline()
                .addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                .addLast(
                        new OnvifConnection(
                                camera,
                                new OnvifAnswers(camera, local.getPort(), rtspPort),
                                clock));
    }

    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }
}
