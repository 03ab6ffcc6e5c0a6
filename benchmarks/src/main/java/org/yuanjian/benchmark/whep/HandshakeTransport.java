package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.bouncycastle.tls.DatagramTransport;

/// The socket of a viewer while it shakes hands: passes DTLS and leaves everything else (RFC 7983).
final class HandshakeTransport implements DatagramTransport {
    private static final int RECEIVE_LIMIT = 1_500;
    private static final int SEND_LIMIT = 1_200;
    private static final int FIRST_DTLS = 20;
    private static final int LAST_DTLS = 63;

    private final DatagramChannel channel;

    HandshakeTransport(DatagramChannel channel) {
        this.channel = channel;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        DatagramPacket packet = new DatagramPacket(buffer, offset, length);
        channel.socket().setSoTimeout(Math.max(1, waitMillis));
        try {
            channel.socket().receive(packet);
        } catch (SocketTimeoutException e) {
            // How Bouncy Castle wants to hear of it.
            return -1;
        }
        int first = packet.getLength() == 0 ? 0 : buffer[offset] & 255;
        return first >= FIRST_DTLS && first <= LAST_DTLS ? packet.getLength() : -1;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
        channel.write(ByteBuffer.wrap(buffer, offset, length));
    }

    @Override
    public void close() {
        // The socket goes on as the media's.
    }
}
