package org.yuanjian.relay.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.NettyTransport;

/// The relay's HTTP/1.1 port: takes connections, bounds requests, and hands each to the endpoint of
/// its route.
///
/// An endpoint that takes a connection over (WebSocket) removes the handlers named here.
public final class RelayHttpServer {
    /// Names of the pipeline's handlers, in order.
    public static final String CODEC = "codec";

    public static final String KEEP_ALIVE = "keep-alive";
    public static final String AGGREGATOR = "aggregator";
    public static final String IDLE = "idle";
    public static final String CROSS_ORIGIN = "cross-origin";
    public static final String ROUTER = "router";

    private static final int MAX_REQUEST_LINE_BYTES = 4096;
    private static final int MAX_HEADER_BYTES = 8192;

    private final RelayHttpSettings settings;
    private final EventLoopGroup loops;
    private final NettyTransport sockets;
    private final List<HttpEndpoint> endpoints;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable Channel server;

    public RelayHttpServer(
            RelayHttpSettings settings,
            EventLoopGroup loops,
            NettyTransport sockets,
            List<HttpEndpoint> endpoints) {
        this.settings = settings;
        this.loops = loops;
        this.sockets = sockets;
        this.endpoints = List.copyOf(endpoints);
    }

    /// All the port answers; whatever else is asked for is not found.
    public List<Route> routes() {
        return endpoints.stream().flatMap(endpoint -> endpoint.routes().stream()).toList();
    }

    /// Listens, and returns where.
    public InetSocketAddress start() throws InterruptedException {
        Channel bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(sockets.serverSocket())
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(handlers())
                        .bind(settings.bind())
                        .sync()
                        .channel();
        server = bound;
        return (InetSocketAddress) bound.localAddress();
    }

    /// Stops listening and closes every connection.
    public void close() {
        if (server != null) {
            server.close().awaitUninterruptibly();
        }
        connections.close();
    }

    /// What every connection is handled by.
    ChannelHandler handlers() {
        return new Connection();
    }

    private final class Connection extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            connections.add(channel);
            HttpDecoderConfig limits =
                    new HttpDecoderConfig()
                            .setMaxInitialLineLength(MAX_REQUEST_LINE_BYTES)
                            .setMaxHeaderSize(MAX_HEADER_BYTES);
            ChannelPipeline pipeline = channel.pipeline();
            RelayCertificate certificate = settings.certificate();
            if (certificate != null) {
                pipeline.addLast(certificate.handler(channel.alloc()));
            }
            pipeline.addLast(CODEC, new HttpServerCodec(limits));
            pipeline.addLast(KEEP_ALIVE, new HttpServerKeepAliveHandler());
            pipeline.addLast(AGGREGATOR, new HttpObjectAggregator(settings.maxBodyBytes(), true));
            // Behind the aggregator: only a whole request counts as life, a trickle does not.
            long idle = settings.idle().toMillis();
            pipeline.addLast(IDLE, new IdleStateHandler(idle, 0, 0, TimeUnit.MILLISECONDS));
            pipeline.addLast(CROSS_ORIGIN, new CrossOriginHandler(settings.origins()));
            pipeline.addLast(ROUTER, new RequestRouter(endpoints));
        }
    }
}
