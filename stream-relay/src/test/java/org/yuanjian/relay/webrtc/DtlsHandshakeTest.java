package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

class DtlsHandshakeTest {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final DtlsIdentity SERVER = DtlsIdentity.create(Instant.EPOCH);
    private static final DtlsIdentity VIEWER = DtlsIdentity.create(Instant.EPOCH);

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void handshake_eitherProfile_bothSidesHaveTheSameKeys(SrtpProfile profile) throws Exception {
        Pair pair = new Pair(VIEWER.fingerprint());
        DtlsClient client = client(List.of(profile));

        DTLSTransport transport = new DTLSClientProtocol().connect(client, pair.client);

        SrtpKeys keys = pair.keys.get(20, TimeUnit.SECONDS);
        assertThat(keys.profile()).isEqualTo(profile);
        assertThat(keys).usingRecursiveComparison().isEqualTo(client.keys());
        transport.close();
        pair.closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void handshake_severalProfiles_gcmIsChosen() throws Exception {
        Pair pair = new Pair(VIEWER.fingerprint());
        DtlsClient client =
                client(List.of(SrtpProfile.AES_CM_128_SHA1_80, SrtpProfile.AES_GCM_128));

        new DTLSClientProtocol().connect(client, pair.client).close();

        assertThat(client.keys().profile()).isEqualTo(SrtpProfile.AES_GCM_128);
    }

    @Test
    void handshake_otherCertificate_fails() throws Exception {
        Pair pair = new Pair(SERVER.fingerprint());
        DtlsClient client = client(List.of(SrtpProfile.AES_GCM_128));

        assertThatThrownBy(() -> new DTLSClientProtocol().connect(client, pair.client))
                .isInstanceOf(IOException.class);

        pair.closed.get(20, TimeUnit.SECONDS);
        assertThat(pair.keys).isNotDone();
    }

    @Test
    void close_afterHandshake_saysGoodbye() throws Exception {
        Pair pair = new Pair(VIEWER.fingerprint());
        new DTLSClientProtocol().connect(client(List.of(SrtpProfile.AES_GCM_128)), pair.client);
        pair.keys.get(20, TimeUnit.SECONDS);

        pair.server.close();

        pair.closed.get(20, TimeUnit.SECONDS);
    }

    @Test
    void handshake_randomDatagrams_ends() throws Exception {
        Random random = new Random(6347);
        for (int round = 0; round < 50; round++) {
            byte[] bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            bytes[0] = 22;
            endWithoutKeys(bytes);
        }
    }

    private static void endWithoutKeys(byte[] bytes) throws Exception {
        Pair pair = new Pair(VIEWER.fingerprint());
        pair.server.receive(bytes);
        pair.server.close();
        pair.closed.get(20, TimeUnit.SECONDS);
        assertThat(pair.keys).isNotDone();
    }

    private static DtlsClient client(List<SrtpProfile> profiles) {
        return new DtlsClient(VIEWER, profiles, TIMEOUT_MILLIS);
    }

    /// A server and the queue of a client, joined without a network.
    private static final class Pair implements DtlsHandshake.Listener {
        final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
        final CompletableFuture<Boolean> closed = new CompletableFuture<>();
        final DatagramQueue client;
        final DtlsHandshake server;

        Pair(String fingerprint) {
            AtomicReference<DtlsHandshake> target = new AtomicReference<>();
            client = new DatagramQueue(datagram -> target.get().receive(datagram));
            server =
                    new DtlsHandshake(
                            new DtlsServer(SERVER, fingerprint, TIMEOUT_MILLIS), client::add, this);
            target.set(server);
            server.start();
        }

        @Override
        public void onKeys(SrtpKeys made) {
            keys.complete(made);
        }

        @Override
        public void onClosed() {
            closed.complete(true);
        }
    }
}
