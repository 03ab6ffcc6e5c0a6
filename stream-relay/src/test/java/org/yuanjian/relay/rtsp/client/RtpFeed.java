package org.yuanjian.relay.rtsp.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A UDP port at which another program's RTP packets arrive, for a [FakeCamera] to play.
final class RtpFeed implements AutoCloseable {
    private final DatagramSocket socket;
    private final CopyOnWriteArrayList<Consumer<byte[]>> sinks = new CopyOnWriteArrayList<>();

    RtpFeed() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("rtp-feed").start(this::read);
    }

    int port() {
        return socket.getLocalPort();
    }

    void to(Consumer<byte[]> sink) {
        sinks.add(sink);
    }

    private void read() {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                byte[] copy = Arrays.copyOf(packet.getData(), packet.getLength());
                sinks.forEach(sink -> sink.accept(copy));
            } catch (IOException e) {
                socket.close();
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
