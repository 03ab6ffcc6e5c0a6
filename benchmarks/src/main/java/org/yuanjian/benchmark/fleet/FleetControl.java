package org.yuanjian.benchmark.fleet;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;

/// The control port of the fleet, on 127.0.0.1 only: faults and figures as JSON over HTTP.
final class FleetControl {
    private static final int MAX_BODY_BYTES = 1 << 20;

    private final Channel listener;

    FleetControl(CameraFleet fleet, EventLoopGroup group, int port) {
        FaultDesk desk = new FaultDesk(fleet.cameras(), group.next());
        FleetReport report = new FleetReport(fleet);
        this.listener =
                new ServerBootstrap()
                        .group(group)
                        .channel(EpollServerSocketChannel.class)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(new HttpServerCodec())
                                                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES))
                                                .addLast(new FleetControlHandler(desk, report));
                                    }
                                })
                        .bind("127.0.0.1", port)
                        .syncUninterruptibly()
                        .channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    void close() {
        listener.close().syncUninterruptibly();
    }
}
