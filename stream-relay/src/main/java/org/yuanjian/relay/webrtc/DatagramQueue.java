package org.yuanjian.relay.webrtc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// One side of a DTLS association as its thread sees it: a bounded queue in, a function out. A peer
/// that floods it loses its own datagrams.
final class DatagramQueue implements DatagramTransport {
    static final int RECEIVE_LIMIT_BYTES = 1500;
    // Certificates and all fit the smallest path IPv6 allows.
    static final int SEND_LIMIT_BYTES = 1200;

    private static final int QUEUE_DATAGRAMS = 32;
    private static final int LONG_WAIT_MILLIS = 60_000;
    private static final byte[] END = {};

    private final Consumer<byte[]> output;
    private final BlockingQueue<byte[]> input = new ArrayBlockingQueue<>(QUEUE_DATAGRAMS);
    private volatile boolean closed;

    /// @param output sends a datagram; called on the association's thread
    DatagramQueue(Consumer<byte[]> output) {
        this.output = output;
    }

    /// Takes one datagram; any thread.
    void add(byte[] datagram) {
        input.offer(datagram);
    }

    boolean isClosed() {
        return closed;
    }

    /// Ends the wait; what is received later is not read. Any thread.
    @Override
    public void close() {
        closed = true;
        input.offer(END);
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT_BYTES;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT_BYTES;
    }

    /// @throws InterruptedIOException once closed, which the protocol hands on without an alert
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        byte[] datagram = poll(waitMillis == 0 ? LONG_WAIT_MILLIS : waitMillis);
        if (closed) {
            throw new InterruptedIOException("closed");
        }
        int size = Math.min(length, datagram.length);
        System.arraycopy(datagram, 0, buffer, offset, size);
        return size == 0 ? -1 : size;
    }

    private byte[] poll(int waitMillis) throws InterruptedIOException {
        try {
            byte[] datagram = input.poll(waitMillis, TimeUnit.MILLISECONDS);
            return datagram == null ? END : datagram;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        output.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }
}
