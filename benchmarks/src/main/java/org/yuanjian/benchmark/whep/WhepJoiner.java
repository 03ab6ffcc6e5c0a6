package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// Joins viewers: offer and answer, ICE check, DTLS handshake. Blocks; any number of virtual
/// threads.
final class WhepJoiner {
    private static final int CREATED = 201;
    private static final int UFRAG_BYTES = 4;
    private static final int PASSWORD_BYTES = 12;
    private static final int TRIES = 20;
    private static final int TRY_MILLIS = 250;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final int PACKET = 1_500;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SecureRandom random = new SecureRandom();
    private final ClientIdentity identity;

    WhepJoiner(ClientIdentity identity) {
        this.identity = identity;
    }

    /// @param endpoint WHEP address of the stream, or `udp://host:port/stream` of the bare loop
    /// @param ticket opens it
    WhepConnection join(int stream, URI endpoint, String ticket)
            throws IOException, InterruptedException, GeneralSecurityException {
        return endpoint.getScheme().equals("udp")
                ? joinBare(stream, endpoint)
                : joinRelay(stream, endpoint, ticket);
    }

    /// The bare loop sends to whoever names a stream.
    private static WhepConnection joinBare(int stream, URI endpoint)
            throws IOException, GeneralSecurityException {
        long askedNanos = System.nanoTime();
        DatagramChannel channel =
                open(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        String name = endpoint.getPath().substring(1);
        channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)));
        return new WhepConnection(stream, channel, null, SrtpReceiver.plain(), askedNanos);
    }

    private static DatagramChannel open(InetSocketAddress media) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.connect(media);
        return channel;
    }

    private WhepConnection joinRelay(int stream, URI endpoint, String ticket)
            throws IOException, InterruptedException, GeneralSecurityException {
        String ufrag = text(UFRAG_BYTES);
        String offer =
                new WhepOffer(ufrag, text(PASSWORD_BYTES), identity.fingerprint()).toString();
        long postedNanos = System.nanoTime();
        WhepAnswer answer = WhepAnswer.parse(post(endpoint, ticket, offer));
        StunCheck check =
                new StunCheck(
                        answer.ufrag() + ":" + ufrag,
                        answer.password(),
                        new SplittableRandom(random.nextLong()));
        DatagramChannel channel = open(answer.media());
        awaitCheck(channel, check);
        DtlsClient client = new DtlsClient(new BcTlsCrypto(random), identity, answer.fingerprint());
        new DTLSClientProtocol().connect(client, new HandshakeTransport(channel));
        return new WhepConnection(stream, channel, check, client.receiver(), postedNanos);
    }

    private String post(URI endpoint, String ticket, String offer)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint)
                        .header("Authorization", "Bearer " + ticket)
                        .header("Content-Type", "application/sdp")
                        .POST(HttpRequest.BodyPublishers.ofString(offer))
                        .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != CREATED) {
            throw new IOException("the relay answers " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static void awaitCheck(DatagramChannel channel, StunCheck check)
            throws IOException, GeneralSecurityException {
        DatagramPacket packet = new DatagramPacket(new byte[PACKET], PACKET);
        channel.socket().setSoTimeout(TRY_MILLIS);
        for (int tries = 0; tries < TRIES; tries++) {
            channel.write(check.request());
            try {
                channel.socket().receive(packet);
            } catch (SocketTimeoutException e) {
                // Lost, or not answered yet: the next try tells.
                continue;
            }
            if (StunCheck.isSuccess(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()))) {
                return;
            }
        }
        throw new IOException("the relay does not answer ICE checks");
    }

    private String text(int bytes) {
        byte[] chance = new byte[bytes];
        random.nextBytes(chance);
        return HexFormat.of().formatHex(chance);
    }
}
