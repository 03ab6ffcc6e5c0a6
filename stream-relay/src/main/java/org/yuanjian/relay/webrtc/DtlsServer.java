package org.yuanjian.relay.webrtc;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.jspecify.annotations.Nullable;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Our side of one DTLS 1.2 handshake that keys SRTP (RFC 5764): the viewer proves the certificate
/// whose fingerprint it named in its offer.
final class DtlsServer extends DefaultTlsServer {
    static final String EXPORTER = "EXTRACTOR-dtls_srtp"; // RFC 5764 §4.2
    private static final int RESEND_MILLIS = 200;
    private static final byte[] NO_MKI = {};

    private final DtlsIdentity identity;
    private final String expectedFingerprint;
    private final int timeoutMillis;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    /// @param expectedFingerprint SHA-256 of the viewer's certificate, as in SDP
    DtlsServer(DtlsIdentity identity, String expectedFingerprint, int timeoutMillis) {
        super(identity.crypto());
        this.identity = identity;
        this.expectedFingerprint = expectedFingerprint;
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
    public int getHandshakeResendTimeMillis() {
        return RESEND_MILLIS;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
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
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return identity.signer(new TlsCryptoParameters(context));
    }

    @Override
    @SuppressWarnings("JdkObsolete") // as the library declares it
    public CertificateRequest getCertificateRequest() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        for (short signature : new short[] {SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa}) {
            algorithms.add(SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, signature));
        }
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        if (certificate.isEmpty() || !isExpected(certificate.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    private boolean isExpected(byte[] der) throws IOException {
        try {
            byte[] seen = DtlsIdentity.fingerprint(der).getBytes(US_ASCII);
            return MessageDigest.isEqual(seen, expectedFingerprint.getBytes(US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes") // as the library declares it
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        int[] numbers = offered == null ? new int[0] : offered.getProtectionProfiles();
        profile =
                Arrays.stream(SrtpProfile.values())
                        .filter(ours -> Arrays.stream(numbers).anyMatch(n -> n == ours.number()))
                        .findFirst()
                        .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
    }

    @Override
    public Hashtable<?, ?> getServerExtensions() throws IOException {
        Hashtable<?, ?> extensions = super.getServerExtensions();
        UseSRTPData chosen = new UseSRTPData(new int[] {chosen().number()}, NO_MKI);
        TlsSRTPUtils.addUseSRTPExtension(extensions, chosen);
        return extensions;
    }

    private SrtpProfile chosen() throws IOException {
        SrtpProfile chosen = profile;
        if (chosen == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return chosen;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        SrtpProfile used = chosen();
        byte[] material = context.exportKeyingMaterial(EXPORTER, null, used.materialBytes());
        keys = SrtpKeys.of(used, material);
    }
}
