package org.yuanjian.console.audit.format;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/// The key that signs heads: Ed25519. Safe from any thread; never shown.
public final class LedgerKey {
    static final String ALGORITHM = "Ed25519";

    private final PrivateKey secret;
    private final String publicPem;
    private final String id;

    private LedgerKey(PrivateKey secret, String publicPem, String id) {
        this.secret = secret;
        this.publicPem = publicPem;
        this.id = id;
    }

    /// A fresh pair as text: both halves in PEM.
    public static String fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return Pem.write(Pem.SECRET, pair.getPrivate().getEncoded())
                    + Pem.write(Pem.PUBLIC, pair.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads what [#fresh] wrote.
    public static LedgerKey parse(String text) throws FormatException {
        byte[] open = Pem.first(text, Pem.PUBLIC);
        return new LedgerKey(
                Pem.secretKey(Pem.first(text, Pem.SECRET)),
                Pem.write(Pem.PUBLIC, open),
                LedgerPublicKeys.id(open));
    }

    /// Which key, as heads name it.
    public String id() {
        return id;
    }

    /// The half that everybody may know, in PEM.
    public String publicPem() {
        return publicPem;
    }

    public TreeHead sign(TreeHead head) {
        return head.signed(sign(head.signedBytes()));
    }

    /// In base64 for URLs.
    public String sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
