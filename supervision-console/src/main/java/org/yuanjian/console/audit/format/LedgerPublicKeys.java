package org.yuanjian.console.audit.format;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// The keys whose heads are believed, one for each installation or node.
public final class LedgerPublicKeys {
    private static final int ID_LENGTH = 16;

    private final Map<String, PublicKey> keys;

    private LedgerPublicKeys(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /// @param pem one or more public keys
    public static LedgerPublicKeys parse(String pem) throws FormatException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (byte[] bytes : Pem.all(pem, Pem.PUBLIC)) {
            keys.put(id(bytes), Pem.publicKey(bytes));
        }
        if (keys.isEmpty()) {
            throw new FormatException("there is no " + Pem.PUBLIC + " in it");
        }
        return new LedgerPublicKeys(keys);
    }

    static String id(byte[] publicKey) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether one of these keys signed the head.
    public boolean signed(TreeHead head) {
        return signed(head.key(), head.signedBytes(), head.signature());
    }

    /// @param key id of the key it should be
    /// @param text the signature
    public boolean signed(String key, byte[] bytes, String text) {
        PublicKey known = keys.get(key);
        if (known == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(LedgerKey.ALGORITHM);
            signature.initVerify(known);
            signature.update(bytes);
            byte[] read = Base64.getUrlDecoder().decode(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(read).equals(text)
                    && signature.verify(read);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
