package org.yuanjian.console.face;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals what is kept of one person's face with AES-256-GCM under a key of that person alone. Who
/// deletes the key has deleted all that it sealed.
final class PersonSeal {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /// @param key as [#freshKey] made it
    PersonSeal(String key) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(key), "AES");
    }

    static String freshKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// @param name what it is and whose: it opens under that name only
    String seal(byte[] bytes, String name) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, name).doFinal(bytes);
            byte[] box = new byte[nonce.length + sealed.length];
            System.arraycopy(nonce, 0, box, 0, nonce.length);
            System.arraycopy(sealed, 0, box, nonce.length, sealed.length);
            return Base64.getEncoder().encodeToString(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws GeneralSecurityException if it was altered, or sealed under another name or key
    byte[] open(String sealed, String name) throws GeneralSecurityException {
        byte[] box = Base64.getDecoder().decode(sealed);
        if (box.length < NONCE_BYTES) {
            throw new GeneralSecurityException("cut short");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(box, 0, nonce, 0, NONCE_BYTES);
        return cipher(Cipher.DECRYPT_MODE, nonce, name)
                .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
    }

    private Cipher cipher(int mode, byte[] nonce, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
