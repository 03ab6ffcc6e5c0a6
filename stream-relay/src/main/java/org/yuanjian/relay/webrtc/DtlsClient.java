package org.yuanjian.relay.webrtc;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// The viewer's side of a DTLS-SRTP handshake, for warming up and for viewers without a browser.
final class DtlsClient extends DefaultTlsClient {
    private static final byte[] NO_MKI = {};

    private final DtlsIdentity identity;
    private final List<SrtpProfile> profiles;
    private final int timeoutMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    /// @param profiles offered, the best first
    DtlsClient(DtlsIdentity identity, List<SrtpProfile> profiles, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.profiles = profiles;
        this.timeoutMillis = timeoutMillis;
    }

    /// The keys, once the handshake is complete.
    SrtpKeys keys() throws IOException {
        SrtpKeys made = keys;
        if (made == null) {
            throw new TlsFatalAlert(AlertDescription.internal_error);
        }
        return made;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return timeoutMillis;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[] {CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256};
    }

    @Override
    public Hashtable<?, ?> getClientExtensions() throws IOException {
        Hashtable<?, ?> extensions = super.getClientExtensions();
        int[] numbers = profiles.stream().mapToInt(SrtpProfile::number).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(numbers, NO_MKI));
        return extensions;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
        int number = chosen == null ? -1 : chosen.getProtectionProfiles()[0];
        profile =
                profiles.stream()
                        .filter(one -> one.number() == number)
                        .findFirst()
                        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) {
                // Whom we talk to is proven by the address we were given.
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return identity.signer(new TlsCryptoParameters(context));
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile used = profile;
        if (used == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        byte[] material =
                context.exportKeyingMaterial(DtlsServer.EXPORTER, null, used.materialBytes());
        keys = SrtpKeys.of(used, material);
    }
}
