package org.yuanjian.relay.rtsp.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramPacket;
import io.netty.util.concurrent.ScheduledFuture;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtp.RtpPacket;
import org.yuanjian.media.rtp.RtpReorderQueue;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.relay.UdpPortPair;

/// The UDP sockets of one session, a pair per track.
///
/// Datagrams from other addresses than the camera's are dropped. What is there to be read makes one
/// burst. The camera is told by [ReceiverReports] what arrives.
final class UdpTracks implements AutoCloseable {
    private static final int BURST_PACKETS = 32;

    private final InetSocketAddress camera;
    private final PacketReceiver receiver;
    private final LongSupplier nanoTime;
    private final List<UdpPortPair> pairs = new ArrayList<>();
    private final int[] rtcpPorts;
    private final EventLoop loop;
    private final ByteBufAllocator allocator;
    private final ReceiverReports reports;
    private @Nullable ScheduledFuture<?> timer;

    /// Binds all pairs.
    UdpTracks(
            EventLoop loop,
            SourceEnvironment environment,
            InetSocketAddress camera,
            List<TrackFormat> formats,
            PacketReceiver receiver)
            throws RtspException {
        this.camera = camera;
        this.receiver = receiver;
        this.nanoTime = environment.nanoTime();
        this.loop = loop;
        this.allocator = environment.allocator();
        this.rtcpPorts = new int[formats.size()];
        this.reports = new ReceiverReports(formats, environment.random());
        try {
            for (int track = 0; track < formats.size(); track++) {
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
        scheduleReports();
    }

    private void scheduleReports() {
        timer = loop.schedule(this::report, reports.nextMillis(), TimeUnit.MILLISECONDS);
    }

    /// RFC 3550 §11: each track is an RTP session of its own, with reports of its own.
    private void report() {
        long now = nanoTime.getAsLong();
        for (int track = 0; track < rtcpPorts.length; track++) {
            if (rtcpPorts[track] > 0) {
                sendRtcp(track, reports.packet(track, allocator, now));
            }
        }
        scheduleReports();
    }

    /// Our RTP port of a track; RTCP is the next.
    int port(int track) {
        return pairs.get(track).port();
    }

    /// Tells where the camera sends from; an empty datagram each opens the way through a firewall.
    void sendTo(int track, int serverPort) {
        if (serverPort > 0) {
            rtcpPorts[track] = serverPort + 1;
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
        if (rtcpPorts[track] > 0) {
            pairs.get(track).write(true, packet, cameraAt(rtcpPorts[track]));
            pairs.get(track).flush();
        } else {
            packet.release();
        }
    }

    /// Of cameras that do not say where they listen, what comes from there tells.
    private void learnPort(int channel, int sender) {
        int track = channel >> 1;
        if (rtcpPorts[track] == 0) {
            rtcpPorts[track] = (channel & 1) == 0 ? Math.min(sender + 1, 65_535) : sender;
        }
    }

    @Override
    public void close() {
        if (timer != null) {
            timer.cancel(false);
        }
        pairs.forEach(UdpPortPair::close);
        pairs.clear();
    }

    /// Collects the packets of one wake-up, RTP brought back into order.
    private final class Reader extends ChannelInboundHandlerAdapter {
        private static final int MIN_RTCP_BYTES = 8;
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
            int least = isRtcp() ? MIN_RTCP_BYTES : RtpPacket.FIXED_HEADER_BYTES;
            if (isOurs && packet.readableBytes() >= least) {
                learnPort(channel, datagram.sender().getPort());
                take(packet, nanoTime.getAsLong());
            } else {
                datagram.release();
            }
            if (ready.size() >= BURST_PACKETS) {
                channelReadComplete(context);
            }
        }

        private boolean isRtcp() {
            return (channel & 1) != 0;
        }

        private void take(ByteBuf packet, long now) {
            ReceptionStatistics statistics = reports.track(channel >> 1);
            if (isRtcp()) {
                statistics.reported(packet, now);
                ready.add(packet);
            } else {
                statistics.received(packet, now);
                int sequence = packet.getUnsignedShort(packet.readerIndex() + 2);
                if (!order.add(sequence, packet, now)) {
                    receiver.countLate();
                }
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
