package org.yuanjian.benchmark.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.yuanjian.media.rtsp.InterleavedFrames;

/// Sends packets from a pair of UDP ports per track at the camera's address to the client's pair.
final class UdpPort implements MediaPort {
    private static final int FIRST_PORT = 20_000;
    private static final int PAIRS = 5_000;
    private static final int TRIES = 20;

    private final EventLoop loop;
    private final InetSocketAddress camera;
    private final InetSocketAddress client;
    private final Consumer<ByteBuf> feedback;
    private final Map<Integer, Channel> channels = new HashMap<>();
    private int nextPair;

    /// @param camera address of the camera
    /// @param client address of the client's RTSP connection
    /// @param feedback gets RTCP packets of the client, borrowed
    UdpPort(
            EventLoop loop,
            InetSocketAddress camera,
            InetSocketAddress client,
            Consumer<ByteBuf> feedback) {
        this.loop = loop;
        this.camera = camera;
        this.client = client;
        this.feedback = feedback;
        this.nextPair = client.getPort() % PAIRS;
    }

    /// Opens the ports of a track.
    ///
    /// @param channel number of its RTP frames; its RTCP has the next
    /// @param clientPort the client's RTP port; its RTCP port is the next
    /// @return the camera's RTP port
    CompletableFuture<Integer> open(int channel, int clientPort) {
        CompletableFuture<Integer> opened = new CompletableFuture<>();
        open(channel, clientPort, TRIES, opened);
        return opened;
    }

    private void open(int channel, int clientPort, int tries, CompletableFuture<Integer> opened) {
        int port = FIRST_PORT + 2 * (nextPair++ % PAIRS);
        ChannelFuture rtp = bind(port, clientPort);
        ChannelFuture rtcp = bind(port + 1, clientPort + 1);
        rtp.addListener(_ ->
                rtcp.addListener(_ -> {
                    if (rtp.isSuccess() && rtcp.isSuccess()) {
                        channels.put(channel, rtp.channel());
                        channels.put(channel + 1, rtcp.channel());
                        opened.complete(port);
                        return;
                    }
                    rtp.channel().close();
                    rtcp.channel().close();
                    if (tries == 0) {
                        opened.completeExceptionally(rtp.cause());
                    } else {
                        open(channel, clientPort, tries - 1, opened);
                    }
                }));
    }

    private ChannelFuture bind(int port, int clientPort) {
        return new Bootstrap()
                .group(loop)
                .channel(EpollDatagramChannel.class)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new FeedbackHandler());
                            }
                        })
                .connect(
                        new InetSocketAddress(client.getAddress(), clientPort),
                        new InetSocketAddress(camera.getAddress(), port));
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean isByteStream() {
        return false;
    }

    @Override
    public void send(ByteBuf frames) {
        int at = frames.readerIndex();
        while (at < frames.writerIndex()) {
            int length = frames.getUnsignedShort(at + 2);
            int packet = at + InterleavedFrames.HEADER_BYTES;
            Channel channel = channels.get((int) frames.getUnsignedByte(at + 1));
            if (channel != null) {
                channel.write(frames.retainedSlice(packet, length), channel.voidPromise());
            }
            at = packet + length;
        }
        frames.release();
        channels.values().forEach(Channel::flush);
    }

    @Override
    public void close() {
        channels.values().forEach(Channel::close);
        channels.clear();
    }

    /// Passes RTCP on; a client that is gone (ICMP port unreachable) changes nothing.
    private final class FeedbackHandler extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            feedback.accept(packet.content());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Nobody listens there any more; the RTSP session ends by itself.
        }
    }
}
