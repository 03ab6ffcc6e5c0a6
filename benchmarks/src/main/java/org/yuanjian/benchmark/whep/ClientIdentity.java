package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;

/// The key and self-signed certificate all viewers of a run show.
final class ClientIdentity {
    private final AsymmetricKeyParameter privateKey;
    private final byte[] certificate;

    private ClientIdentity(AsymmetricKeyParameter privateKey, byte[] certificate) {
        this.privateKey = privateKey;
        this.certificate = certificate;
    }

    static ClientIdentity create() throws GeneralSecurityException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        Instant now = Clock.systemUTC().instant();
        V3TBSCertificateGenerator tbs = new V3TBSCertificateGenerator();
        tbs.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE));
        tbs.setIssuer(new X500Name("CN=viewer"));
        tbs.setSubject(new X500Name("CN=viewer"));
        tbs.setStartDate(new Time(Date.from(now.minus(1, ChronoUnit.DAYS))));
        tbs.setEndDate(new Time(Date.from(now.plus(30, ChronoUnit.DAYS))));
        tbs.setSignature(algorithm);
        tbs.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var body = tbs.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body.getEncoded(ASN1Encoding.DER));
        byte[] der =
                new DERSequence(
                                new org.bouncycastle.asn1.ASN1Encodable[] {
                                    body, algorithm, new DERBitString(signature.sign())
                                })
                        .getEncoded(ASN1Encoding.DER);
        return new ClientIdentity(PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()), der);
    }

    /// Signs the handshake.
    AsymmetricKeyParameter privateKey() {
        return privateKey;
    }

    /// In DER; the caller's own copy.
    byte[] certificate() {
        return certificate.clone();
    }

    /// As SDP writes it (RFC 8122 §5).
    String fingerprint() throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate);
        return HexFormat.ofDelimiter(":").formatHex(hash).toUpperCase(Locale.ROOT);
    }
}
