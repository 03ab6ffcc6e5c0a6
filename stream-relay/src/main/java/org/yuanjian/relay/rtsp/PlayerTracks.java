package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.UdpPortPair;

/// What a player was told of and how it set each track up; all tracks go the same way, TCP or UDP.
final class PlayerTracks implements AutoCloseable {
    private final Channel channel;
    private final Runnable onReport;
    private final ChannelMap channels;
    private final int[] udpPorts;
    private @Nullable UdpPortPair udp;
    private @Nullable RtspUdpWriter paced;
    private boolean overTcp;

    /// @param channel the player's connection
    /// @param onReport hears of every packet of RTCP the player sends over UDP
    PlayerTracks(Channel channel, List<TrackFormat> formats, Runnable onReport) {
        this.channel = channel;
        this.onReport = onReport;
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
    boolean add(int track, PlayerTransport choice, NettyTransport sockets) throws IOException {
        return switch (choice) {
            case PlayerTransport.Interleaved tcp when udp == null -> {
                boolean set = channels.set(track, tcp.channel());
                overTcp |= set;
                yield set;
            }
            case PlayerTransport.Udp ports when !overTcp -> {
                if (udp == null) {
                    udp =
                            UdpPortPair.bind(
                                    channel.eventLoop(),
                                    sockets,
                                    new Heard(false),
                                    new Heard(true));
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

    /// The writer for the player on this connection; once.
    StreamWriter writer() {
        UdpPortPair pair = udp;
        Runnable end = channel::close;
        if (pair == null) {
            return new RtspWriter(channel, channels, end);
        }
        // The most that may wait for a player is the same either way.
        int queueBytes = channel.config().getWriteBufferHighWaterMark();
        PlayerPorts ports = new PlayerPorts(pair, player(), udpPorts);
        paced = new RtspUdpWriter(channel.eventLoop(), ports, channels, queueBytes, end);
        return paced;
    }

    private InetAddress player() {
        return ((InetSocketAddress) channel.remoteAddress()).getAddress();
    }

    @Override
    public void close() {
        if (paced != null) {
            paced.close();
        }
        if (udp != null) {
            udp.close();
        }
    }

    /// What players' RTCP says is not acted upon; that they say something means that they are there
    /// (RFC 7826 §10.5: for players of 2.0 as good as a keep-alive; many of 1.0 send nothing else).
    private final class Heard extends ChannelInboundHandlerAdapter {
        private final boolean isRtcp;

        Heard(boolean isRtcp) {
            this.isRtcp = isRtcp;
        }

        @Override
        public boolean isSharable() {
            // A pair that found its odd port taken binds anew with the same handler.
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (isRtcp
                    && message instanceof DatagramPacket datagram
                    && datagram.sender().getAddress().equals(player())) {
                onReport.run();
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A player that closed its port: the RTSP connection tells when it is gone.
        }
    }
}
