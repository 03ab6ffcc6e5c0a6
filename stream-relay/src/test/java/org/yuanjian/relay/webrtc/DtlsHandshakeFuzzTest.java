package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DatagramTransport;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever datagrams stand in the place of a handshake, each behind its 16-bit length: no keys,
/// and an end in bounded memory.
class DtlsHandshakeFuzzTest {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create(Instant.EPOCH);
    private static final int TIMEOUT_MILLIS = 20_000;

    /// A handshake with its elliptic curves, whatever comes.
    private static final long ALLOCATION_BASE = 8 << 20;

    @FuzzTest(maxDuration = "2m")
    void accept(byte[] bytes) throws Exception {
        HostileInput.parse(
                bytes, ALLOCATION_BASE, input -> shakeHands(HostileInput.pieces(input, 2)));
    }

    private static void shakeHands(List<byte[]> datagrams) {
        DtlsServer server = new DtlsServer(IDENTITY, Offers.FINGERPRINT, TIMEOUT_MILLIS);
        Datagrams transport =
                new Datagrams(datagrams.stream().filter(DtlsRecords::areBounded).toList());
        try {
            new DTLSServerProtocol().accept(server, transport);
            throw new AssertionError("shook hands with a stranger");
        } catch (IOException | RuntimeException e) {
            // What DtlsHandshake ends with.
            assertThat(transport.sentBytes).isLessThanOrEqualTo(Datagrams.MOST_SENT_BYTES);
        }
    }

    @Test
    void accept_corpus_endsInBoundedMemory() throws Exception {
        HostileCorpus.replay("dtls", bytes -> accept(behindLength(bytes)));
        HostileCorpus.replay("dtls", this::accept);
    }

    private static byte[] behindLength(byte[] datagram) {
        int length = Math.min(datagram.length, 0xFFFF);
        byte[] piece = new byte[2 + length];
        piece[0] = (byte) (length >> 8);
        piece[1] = (byte) length;
        System.arraycopy(datagram, 0, piece, 2, length);
        return piece;
    }

    /// Gives out datagrams and then ends, as a session does that is closed.
    private static final class Datagrams implements DatagramTransport {
        /// Our flight and an alert; what asks for it again has to wait.
        static final int MOST_SENT_BYTES = 4096;

        private final Queue<byte[]> input;
        private int sentBytes;

        Datagrams(Collection<byte[]> input) {
            this.input = new ArrayDeque<>(input);
        }

        @Override
        public int getReceiveLimit() {
            return DatagramQueue.RECEIVE_LIMIT_BYTES;
        }

        @Override
        public int getSendLimit() {
            return DatagramQueue.SEND_LIMIT_BYTES;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis)
                throws InterruptedIOException {
            byte[] datagram = input.poll();
            if (datagram == null) {
                throw new InterruptedIOException("closed");
            }
            int size = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, size);
            return size;
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            sentBytes += length;
        }

        @Override
        public void close() {}
    }
}
