package org.yuanjian.relay.webrtc;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one viewer's DTLS on a virtual thread: the handshake, then the wait for its close_notify.
final class DtlsHandshake {
    private static final Logger LOG = LoggerFactory.getLogger(DtlsHandshake.class);
    private static final int IDLE_MILLIS = 60_000;

    private final DtlsServer server;
    private final Listener listener;
    private final DatagramQueue datagrams;

    /// Hears how the handshake goes, on its thread.
    interface Listener {
        void onKeys(SrtpKeys keys);

        /// The viewer closed, or the handshake failed; the last call.
        void onClosed();
    }

    /// @param output sends a datagram; called on the handshake's thread
    DtlsHandshake(DtlsServer server, Consumer<byte[]> output, Listener listener) {
        this.server = server;
        this.datagrams = new DatagramQueue(output);
        this.listener = listener;
    }

    void start() {
        Thread.ofVirtual().name("dtls").start(this::run);
    }

    /// Takes one datagram, whose records are bounded; any thread.
    void receive(byte[] datagram) {
        datagrams.add(datagram);
    }

    /// Ends the thread; a close_notify is sent if the handshake was complete. Any thread.
    void close() {
        datagrams.close();
    }

    private void run() {
        try {
            DTLSTransport transport = new DTLSServerProtocol().accept(server, datagrams);
            listener.onKeys(server.keys());
            awaitClose(transport);
        } catch (IOException | RuntimeException e) {
            // Anything can be in a stranger's handshake; it costs that stranger its session.
            LOG.debug("DTLS ended: {}", e.toString());
        } finally {
            listener.onClosed();
        }
    }

    private void awaitClose(DTLSTransport transport) throws IOException {
        byte[] ignored = new byte[DatagramQueue.RECEIVE_LIMIT_BYTES];
        try {
            while (!datagrams.isClosed()) {
                transport.receive(ignored, 0, ignored.length, IDLE_MILLIS);
            }
        } catch (InterruptedIOException e) {
            LOG.trace("DTLS closed by this side", e);
        }
        transport.close(); // sends close_notify, if it was not the viewer who did
    }
}
