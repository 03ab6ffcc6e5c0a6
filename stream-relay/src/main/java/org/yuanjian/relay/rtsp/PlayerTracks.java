package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.UdpPortPair;

/// What a player was told of and how it set each track up; all tracks go the same way, TCP or UDP.
final class PlayerTracks implements AutoCloseable {
    private final ChannelMap channels;
    private final int[] udpPorts;
    private @Nullable UdpPortPair udp;
    private boolean overTcp;

    PlayerTracks(List<TrackFormat> formats) {
        this.channels = new ChannelMap(formats);
        this.udpPorts = new int[formats.size()];
    }

    int count() {
        return udpPorts.length;
    }

    boolean isSetUp() {
        return overTcp || udp != null;
    }

    boolean isOverUdp() {
        return udp != null;
    }

    /// Whether the track could be set up this way.
    boolean add(int track, PlayerTransport choice, EventLoop loop, NettyTransport sockets)
            throws IOException {
        return switch (choice) {
            case PlayerTransport.Interleaved tcp when udp == null -> {
                channels.set(track, tcp.channel());
                overTcp = true;
                yield true;
            }
            case PlayerTransport.Udp ports when !overTcp -> {
                if (udp == null) {
                    udp = UdpPortPair.bind(loop, sockets, new Discard(), new Discard());
                }
                udpPorts[track] = ports.clientPort();
                yield true;
            }
            default -> false;
        };
    }

    /// The Transport field that answers a SETUP.
    String transport(PlayerTransport choice) {
        return switch (choice) {
            case PlayerTransport.Interleaved(int first) ->
                    "RTP/AVP/TCP;unicast;interleaved=" + first + "-" + (first + 1);
            case PlayerTransport.Udp(int port) -> {
                int ours = udp == null ? 0 : udp.port();
                String client = ";client_port=" + port + "-" + (port + 1);
                yield "RTP/AVP;unicast" + client + ";server_port=" + ours + "-" + (ours + 1);
            }
        };
    }

    /// The writer for the player on this connection.
    StreamWriter writer(Channel channel) {
        UdpPortPair pair = udp;
        Runnable end = channel::close;
        if (pair == null) {
            return new RtspWriter(channel, channels, end);
        }
        InetSocketAddress player = (InetSocketAddress) channel.remoteAddress();
        return new RtspUdpWriter(
                channel.eventLoop(), pair, player.getAddress(), udpPorts, channels, end);
    }

    @Override
    public void close() {
        if (udp != null) {
            udp.close();
        }
    }

    /// Players' RTCP is not acted upon.
    @Sharable
    private static final class Discard extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A player that closed its port: the RTSP connection tells when it is gone.
        }
    }
}
