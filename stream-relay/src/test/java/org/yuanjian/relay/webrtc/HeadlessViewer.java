package org.yuanjian.relay.webrtc;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// A WHEP viewer without a browser: checks, shakes hands, and decrypts with another's SRTP.
final class HeadlessViewer implements AutoCloseable {
    private static final DtlsIdentity IDENTITY = DtlsIdentity.create(Instant.EPOCH);
    private static final int TIMEOUT_MILLIS = 20_000;

    final BlockingQueue<byte[]> media = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> control = new LinkedBlockingQueue<>();
    final BlockingQueue<StunMessage> checks = new LinkedBlockingQueue<>();
    private final String answer;
    private final InetSocketAddress server;
    private final DatagramQueue dtls = new DatagramQueue(this::send);
    private final List<SrtpCryptoContext> contexts = new ArrayList<>();
    private DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private @Nullable DTLSTransport transport;
    private @Nullable SrtpSession session;
    private @Nullable SrtpKeys keys;

    HeadlessViewer(String answer, InetSocketAddress server) throws IOException {
        this.answer = answer;
        this.server = server;
        read(socket);
    }

    static String offer() {
        return Offers.chromium(IDENTITY.fingerprint());
    }

    private void read(DatagramSocket from) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (true) {
                            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                            from.receive(packet);
                            sort(Arrays.copyOf(packet.getData(), packet.getLength()));
                        }
                    } catch (SocketException e) {
                        // closed
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
    }

    private void sort(byte[] bytes) throws Exception {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (first < 4) {
            checks.add(StunMessage.parse(bytes));
        } else if (first < 64) {
            dtls.add(bytes);
        } else if (second >= 192 && second <= 223) {
            control.add(bytes);
        } else {
            media.add(bytes);
        }
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, server));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Sends a connectivity check and returns its answer.
    @Nullable StunMessage check(boolean nominate, String password) throws InterruptedException {
        StunBuilder check =
                new StunBuilder(StunMessage.BINDING_REQUEST, new byte[12])
                        .attribute(
                                StunMessage.USERNAME,
                                (value("ice-ufrag") + ":4ZcD").getBytes(StandardCharsets.UTF_8));
        if (nominate) {
            check.attribute(StunMessage.USE_CANDIDATE, new byte[0]);
        }
        send(check.finish(password));
        return checks.poll(2, TimeUnit.SECONDS);
    }

    String password() {
        return value("ice-pwd");
    }

    String value(String attribute) {
        return answer.lines()
                .filter(line -> line.startsWith("a=" + attribute + ":"))
                .map(line -> line.substring(attribute.length() + 3))
                .findFirst()
                .orElseThrow();
    }

    /// SSRCs of the answer: video, its RTX, audio.
    List<Long> sources() {
        return answer.lines()
                .filter(line -> line.startsWith("a=ssrc:"))
                .map(line -> Long.valueOf(line.substring(7, line.indexOf(' '))))
                .toList();
    }

    void connect(SrtpProfile profile) throws Exception {
        check(true, password());
        DtlsClient client = new DtlsClient(IDENTITY, List.of(profile), TIMEOUT_MILLIS);
        transport = new DTLSClientProtocol().connect(client, dtls);
        SrtpKeys made = client.keys();
        keys = made;
        session =
                SrtpSession.of(
                        new SrtpKeys(
                                profile, /* client= */ made.server(), /* server= */ made.client()));
    }

    /// Sends a check from one more port, as a computer with many networks does, and goes on where
    /// it was.
    void checkFromElsewhere() throws Exception {
        DatagramSocket before = socket;
        try (DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket = elsewhere;
            read(elsewhere);
            check(false, password());
        } finally {
            socket = before;
        }
    }

    /// Moves to another port, as a phone between networks.
    void roam() throws Exception {
        socket.close();
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        read(socket);
        check(true, password());
    }

    /// The next media packet, decrypted.
    Packet next() throws Exception {
        byte[] bytes = media.poll(20, TimeUnit.SECONDS);
        if (bytes == null) {
            throw new AssertionError("no media");
        }
        int ssrc = ByteBuffer.wrap(bytes).getInt(8);
        TestRegion region = new TestRegion(bytes, new byte[0]);
        SrtpErrorStatus status = context(ssrc).reverseTransformPacket(region, false);
        if (status != SrtpErrorStatus.OK) {
            throw new AssertionError("SRTP: " + status);
        }
        return new Packet(region.toArray());
    }

    private SrtpCryptoContext context(int ssrc) throws GeneralSecurityException {
        for (SrtpCryptoContext context : contexts) {
            if (context.getSsrc() == ssrc) {
                return context;
            }
        }
        SrtpCryptoContext made = factory().deriveContext(ssrc, 0);
        contexts.add(made);
        return made;
    }

    private SrtpContextFactory factory() {
        SrtpKeys made = Objects.requireNonNull(keys);
        boolean gcm = made.profile() == SrtpProfile.AES_GCM_128;
        SrtpPolicy policy =
                gcm
                        ? new SrtpPolicy(
                                SrtpPolicy.AESGCM_ENCRYPTION,
                                16,
                                SrtpPolicy.NULL_AUTHENTICATION,
                                0,
                                16,
                                12)
                        : new SrtpPolicy(
                                SrtpPolicy.AESCM_ENCRYPTION,
                                16,
                                SrtpPolicy.HMACSHA1_AUTHENTICATION,
                                20,
                                10,
                                14);
        LoggerImpl quiet = new LoggerImpl("viewer", Level.OFF);
        SrtpKeys.Master server = made.server();
        return new SrtpContextFactory(false, server.key(), server.salt(), policy, policy, quiet);
    }

    /// The next compound RTCP packet, opened.
    byte[] nextControl() throws Exception {
        byte[] bytes = control.poll(20, TimeUnit.SECONDS);
        if (bytes == null) {
            throw new AssertionError("no RTCP");
        }
        int length = Objects.requireNonNull(session).openRtcp(bytes, bytes.length);
        return Arrays.copyOf(bytes, length);
    }

    void sendControl(byte[] packet) throws GeneralSecurityException {
        byte[] room = Arrays.copyOf(packet, packet.length + SrtpSession.MAX_OVERHEAD_BYTES);
        int length = Objects.requireNonNull(session).protectRtcp(room, packet.length);
        send(Arrays.copyOf(room, length));
    }

    void sayGoodbye() throws IOException {
        if (transport != null) {
            transport.close();
        }
    }

    @Override
    public void close() {
        dtls.close();
        socket.close();
    }

    /// One plain RTP packet.
    static final class Packet {
        private final byte[] bytes;

        Packet(byte[] bytes) {
            this.bytes = bytes;
        }

        int sequence() {
            return ByteBuffer.wrap(bytes).getShort(2) & 0xFFFF;
        }

        int payloadType() {
            return bytes[1] & 0x7F;
        }

        int timestamp() {
            return ByteBuffer.wrap(bytes).getInt(4);
        }

        long ssrc() {
            return ByteBuffer.wrap(bytes).getInt(8) & 0xFFFFFFFFL;
        }

        /// The header extension (RFC 8285 §4.2) with its four bytes in front; empty if there is
        /// none.
        byte[] extension() {
            boolean hasOne = (bytes[0] & 0x10) != 0;
            int words = hasOne ? 1 + ByteBuffer.wrap(bytes).getShort(14) : 0;
            return Arrays.copyOfRange(bytes, 12, 12 + 4 * words);
        }

        byte[] payload() {
            return Arrays.copyOfRange(bytes, 12 + extension().length, bytes.length);
        }
    }
}
