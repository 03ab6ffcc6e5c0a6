package org.yuanjian.relay.rtsp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The two sockets a [FakeCamera] sends one track from, and hears RTCP at.
final class FakeUdpPorts implements AutoCloseable {
    private static final int TRIES = 50;
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final int clientPort;
    private final DatagramSocket rtp;
    private final DatagramSocket rtcp;

    private FakeUdpPorts(int clientPort, DatagramSocket rtp, DatagramSocket rtcp) {
        this.clientPort = clientPort;
        this.rtp = rtp;
        this.rtcp = rtcp;
    }

    /// @param clientPort where the client wants its RTP
    /// @param onRtcp hears of every packet of RTCP, on a thread of its own
    static FakeUdpPorts open(int clientPort, Consumer<byte[]> onRtcp) {
        for (int i = 0; i < TRIES; i++) {
            try {
                DatagramSocket even = new DatagramSocket(0, LOOPBACK);
                FakeUdpPorts ports = beside(clientPort, even);
                if (ports != null) {
                    Thread.ofVirtual().start(() -> ports.hear(onRtcp));
                    return ports;
                }
            } catch (SocketException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("no pair of ports free");
    }

    private static @Nullable FakeUdpPorts beside(int clientPort, DatagramSocket even) {
        try {
            return new FakeUdpPorts(
                    clientPort, even, new DatagramSocket(even.getLocalPort() + 1, LOOPBACK));
        } catch (SocketException e) {
            even.close();
            return null;
        }
    }

    private void hear(Consumer<byte[]> onRtcp) {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!rtcp.isClosed()) {
            try {
                packet.setLength(2048);
                rtcp.receive(packet);
                if (packet.getLength() > 0) {
                    onRtcp.accept(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
            } catch (IOException e) {
                rtcp.close();
            }
        }
    }

    /// Of RTP; RTCP has the next.
    int port() {
        return rtp.getLocalPort();
    }

    void send(boolean isRtcp, byte[] packet) {
        int port = isRtcp ? clientPort + 1 : clientPort;
        try {
            (isRtcp ? rtcp : rtp).send(new DatagramPacket(packet, packet.length, LOOPBACK, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
