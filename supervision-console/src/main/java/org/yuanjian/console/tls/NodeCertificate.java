package org.yuanjian.console.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.pem.PemContent;

/// A certificate, those that signed it, and its private key.
///
/// @param chain the node's own first
record NodeCertificate(PrivateKey key, List<X509Certificate> chain) {
    private static final byte[] PROBE = {1, 2, 3, 4};

    /// @throws IllegalArgumentException in words for an operator, who is told nothing of the key
    static NodeCertificate parse(String certificate, String key) {
        @Nullable List<X509Certificate> chain =
                read(() -> PemContent.of(certificate).getCertificates());
        if (chain == null || chain.isEmpty()) {
            throw new IllegalArgumentException("there is no certificate in PEM");
        }
        @Nullable PrivateKey read = read(() -> PemContent.of(key).getPrivateKey());
        if (read == null) {
            throw new IllegalArgumentException("there is no private key in PEM without a password");
        }
        if (!isPair(read, chain.getFirst().getPublicKey())) {
            throw new IllegalArgumentException("the key is not that of the certificate");
        }
        return new NodeCertificate(read, List.copyOf(chain));
    }

    private static <T> @Nullable T read(Supplier<@Nullable T> content) {
        try {
            return content.get();
        } catch (RuntimeException e) {
            return null;
        }
    }

    private static boolean isPair(PrivateKey key, PublicKey shown) {
        try {
            Signature signature = Signature.getInstance(algorithm(key));
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(shown);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String algorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }

    /// When it ends.
    Instant until() {
        return chain.getFirst().getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "NodeCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
