package org.yuanjian.relay.webrtc;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Loads what the first viewer would else wait two seconds for: a DTLS handshake against ourselves
/// and packets of each SRTP profile, of the one that browsers choose enough that it is compiled.
final class WarmUp {
    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int PACKETS = 20_000;
    private static final int TIMEOUT_MILLIS = 10_000;

    private WarmUp() {}

    static void run(DtlsIdentity identity) {
        try {
            for (SrtpProfile profile : SrtpProfile.values()) {
                protect(profile);
            }
            shakeHands(identity);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOG.warn("warm-up of WebRTC failed", e);
        }
    }

    private static void protect(SrtpProfile profile) throws GeneralSecurityException {
        int packets = profile == SrtpProfile.AES_GCM_128 ? PACKETS : 1;
        SrtpKeys keys = SrtpKeys.of(profile, new byte[profile.materialBytes()]);
        SrtpSession session = SrtpSession.of(keys);
        byte[] packet = new byte[TrackSender.PACKET_BYTES];
        byte[] payload = new byte[TrackFeed.MAX_PAYLOAD_BYTES];
        for (int sequence = 1; sequence <= packets; sequence++) {
            session.protectRtp(packet, sequence, payload, payload.length);
        }
        session.protectRtcp(new byte[TrackSender.PACKET_BYTES], 60);
    }

    private static void shakeHands(DtlsIdentity identity) throws IOException {
        AtomicReference<DtlsHandshake> server = new AtomicReference<>();
        DatagramQueue client = new DatagramQueue(datagram -> server.get().receive(datagram));
        DtlsHandshake handshake =
                new DtlsHandshake(
                        new DtlsServer(identity, identity.fingerprint(), TIMEOUT_MILLIS),
                        client::add,
                        new Unheard());
        server.set(handshake);
        handshake.start();
        List<SrtpProfile> profiles = List.of(SrtpProfile.AES_GCM_128);
        new DTLSClientProtocol()
                .connect(new DtlsClient(identity, profiles, TIMEOUT_MILLIS), client)
                .close();
    }

    /// Nobody waits for this handshake.
    private static final class Unheard implements DtlsHandshake.Listener {
        @Override
        public void onKeys(SrtpKeys keys) {}

        @Override
        public void onClosed() {}
    }
}
