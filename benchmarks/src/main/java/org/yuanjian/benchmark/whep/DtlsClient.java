package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Hashtable;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// The browser's side of a DTLS 1.2 handshake that agrees on SRTP with AES-128-GCM (RFC 5764, RFC
/// 7714).
final class DtlsClient extends DefaultTlsClient {
    private static final int KEY_BYTES = 16;
    private static final int SALT_BYTES = 12;

    private final BcTlsCrypto bouncy;
    private final ClientIdentity identity;
    private final String serverFingerprint;
    private byte[] material = new byte[0];

    /// @param serverFingerprint SHA-256 of the certificate the answer announced
    DtlsClient(BcTlsCrypto crypto, ClientIdentity identity, String serverFingerprint) {
        super(crypto);
        this.bouncy = crypto;
        this.identity = identity;
        this.serverFingerprint = serverFingerprint;
    }

    /// What the server encrypts with; known once the handshake is complete.
    SrtpReceiver receiver() throws GeneralSecurityException {
        // RFC 5764 §4.2: client key, server key, client salt, server salt.
        byte[] key = java.util.Arrays.copyOfRange(material, KEY_BYTES, 2 * KEY_BYTES);
        int saltAt = 2 * KEY_BYTES + SALT_BYTES;
        byte[] salt = java.util.Arrays.copyOfRange(material, saltAt, saltAt + SALT_BYTES);
        return SrtpReceiver.of(key, salt);
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
    public Hashtable<Integer, byte[]> getClientExtensions() throws IOException {
        @SuppressWarnings("unchecked")
        Hashtable<Integer, byte[]> extensions =
                TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        int[] profiles = {SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM};
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES));
        return extensions;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                checkServer(server.getCertificate().getCertificateAt(0).getEncoded());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return credentials();
            }
        };
    }

    private void checkServer(byte[] certificate) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
            String shown = HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
            if (!shown.equalsIgnoreCase(serverFingerprint)) {
                throw new TlsFatalAlert(AlertDescription.bad_certificate);
            }
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
        }
    }

    private TlsCredentials credentials() {
        Certificate chain = new Certificate(new TlsCertificate[] {certificate()});
        SignatureAndHashAlgorithm algorithm =
                SignatureAndHashAlgorithm.getInstance(
                        HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), bouncy, identity.privateKey(), chain, algorithm);
    }

    private TlsCertificate certificate() {
        try {
            return new BcTlsCertificate(bouncy, identity.certificate());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        material =
                context.exportKeyingMaterial(
                        ExporterLabel.dtls_srtp, null, 2 * (KEY_BYTES + SALT_BYTES));
    }
}
