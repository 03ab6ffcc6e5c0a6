package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.yuanjian.media.rtp.RtpReorderQueue;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.relay.UdpPortPair;

/// The UDP sockets of one session, a pair per track.
///
/// Datagrams from other addresses than the camera's are dropped. What is there to be read makes one
/// burst.
final class UdpTracks implements AutoCloseable {
    private static final int BURST_PACKETS = 32;

    private final InetSocketAddress camera;
    private final PacketReceiver receiver;
    private final LongSupplier nanoTime;
    private final List<UdpPortPair> pairs = new ArrayList<>();
    private final int[] cameraPorts;

    /// Binds all pairs.
    UdpTracks(
            EventLoop loop,
            SourceEnvironment environment,
            InetSocketAddress camera,
            int tracks,
            PacketReceiver receiver)
            throws RtspException {
        this.camera = camera;
        this.receiver = receiver;
        this.nanoTime = environment.nanoTime();
        this.cameraPorts = new int[tracks];
        try {
            for (int track = 0; track < tracks; track++) {
                pairs.add(
                        UdpPortPair.bind(
                                loop,
                                environment.sockets(),
                                new Reader(2 * track),
                                new Reader(2 * track + 1)));
            }
        } catch (IOException e) {
            close();
            throw new RtspException(Kind.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    /// Our RTP port of a track; RTCP is the next.
    int port(int track) {
        return pairs.get(track).port();
    }

    /// Tells where the camera sends from; an empty datagram each opens the way through a firewall.
    void sendTo(int track, int serverPort) {
        if (serverPort > 0) {
            cameraPorts[track] = serverPort;
            pairs.get(track).write(false, Unpooled.EMPTY_BUFFER, cameraAt(serverPort));
            pairs.get(track).write(true, Unpooled.EMPTY_BUFFER, cameraAt(serverPort + 1));
            pairs.get(track).flush();
        }
    }

    private InetSocketAddress cameraAt(int port) {
        return new InetSocketAddress(camera.getAddress(), port);
    }

    /// Takes `packet` over.
    void sendRtcp(int track, ByteBuf packet) {
        if (cameraPorts[track] > 0) {
            pairs.get(track).write(true, packet, cameraAt(cameraPorts[track] + 1));
            pairs.get(track).flush();
        } else {
            packet.release();
        }
    }

    @Override
    public void close() {
        pairs.forEach(UdpPortPair::close);
        pairs.clear();
    }

    /// Collects the packets of one wake-up, RTP brought back into order.
    private final class Reader extends ChannelInboundHandlerAdapter {
        private static final int MIN_BYTES = 8;
        private static final long MAX_WAIT_NANOS = 60_000_000;

        private final int channel;
        private final List<ByteBuf> ready = new ArrayList<>();
        private final RtpReorderQueue order = new RtpReorderQueue(MAX_WAIT_NANOS, ready::add);

        Reader(int channel) {
            this.channel = channel;
        }

        @Override
        public boolean isSharable() {
            // A pair that found its odd port taken binds anew with the same reader.
            return true;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            DatagramPacket datagram = (DatagramPacket) message;
            ByteBuf packet = datagram.content();
            boolean isOurs = datagram.sender().getAddress().equals(camera.getAddress());
            if (!isOurs || packet.readableBytes() < MIN_BYTES) {
                datagram.release();
            } else if ((channel & 1) == 0) {
                order.add(
                        packet.getUnsignedShort(packet.readerIndex() + 2),
                        packet,
                        nanoTime.getAsLong());
            } else {
                ready.add(packet);
            }
            if (ready.size() >= BURST_PACKETS) {
                channelReadComplete(context);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            long now = nanoTime.getAsLong();
            order.expire(now);
            if (ready.isEmpty()) {
                return;
            }
            receiver.begin(ready.stream().mapToInt(packet -> packet.readableBytes() + 4).sum());
            for (ByteBuf packet : ready) {
                receiver.datagram(channel, packet, now);
                packet.release();
            }
            ready.clear();
            receiver.deliver(now);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            order.close();
            ready.forEach(ByteBuf::release);
            ready.clear();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // A refused port shows up here as an error of the socket; the watchdog ends the session
            // if nothing comes.
        }
    }
}
