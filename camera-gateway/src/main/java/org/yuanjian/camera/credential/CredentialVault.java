package org.yuanjian.camera.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets with AES-256-GCM, each under a key of its own, which in turn is wrapped by a key
/// that lies outside the database. What is sealed for one owner opens for that owner only. Safe
/// from any thread.
///
/// Keys are exchanged without a stop: put the new one first in the list of keys, have every secret
/// wrapped anew, then take the old one away. A process meets the new name, or the lack of the old
/// one, and reads the list again.
///
/// A sealed secret: `1.NAME.WRAPPED.SEALED`, the name of the wrapping key, the wrapped key, the
/// secret, each of the two with its nonce before and its tag behind it, in URL-safe base64.
public final class CredentialVault {
    private static final String FORM = "1";
    private static final int PARTS = 4;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Supplier<String> keyText;
    private final SecureRandom random = new SecureRandom();
    private volatile VaultKeys keys;

    /// @param keyText the list of keys as it is now: read at once, and again for an unknown name
    /// @throws IllegalArgumentException if it is no such list; says nothing of what stands there
    public CredentialVault(Supplier<String> keyText) {
        this.keyText = keyText;
        this.keys = VaultKeys.parse(keyText.get());
    }

    /// The text of a fresh key, a line for the list of keys.
    ///
    /// @param name letters, digits, `_` and `-`, up to 32; never used before
    public static String freshKey(String name) {
        return VaultKeys.line(name, randomBytes(new SecureRandom(), VaultKeys.KEY_BYTES));
    }

    /// Seals a secret.
    ///
    /// @param owner whose it is, for example the id of a device
    public String seal(String secret, String owner) {
        VaultKeys now = keys;
        byte[] key = randomBytes(random, VaultKeys.KEY_BYTES);
        String sealed =
                box(new SecretKeySpec(key, "AES"), secret.getBytes(StandardCharsets.UTF_8), owner);
        return String.join(".", FORM, now.current(), wrap(now, key), sealed);
    }

    private String wrap(VaultKeys now, byte[] key) {
        return box(key(now, now.current()), key, now.current());
    }

    /// Opens what was sealed for this owner.
    ///
    /// @throws VaultException if it cannot be opened
    public String open(String sealed, String owner) {
        List<String> parts = parts(sealed);
        byte[] key = unbox(keyNamed(parts.get(1)), parts.get(2), parts.get(1));
        byte[] secret = unbox(new SecretKeySpec(key, "AES"), parts.get(3), owner);
        return new String(secret, StandardCharsets.UTF_8);
    }

    /// Whether the first key of the list, as it is now, wraps it.
    public boolean isCurrent(String sealed) {
        return parts(sealed).get(1).equals(keys.current());
    }

    /// The same secret under the first key of the list; the secret itself is not opened.
    public String rewrap(String sealed) {
        List<String> parts = parts(sealed);
        byte[] key = unbox(keyNamed(parts.get(1)), parts.get(2), parts.get(1));
        VaultKeys now = keys;
        return String.join(".", FORM, now.current(), wrap(now, key), parts.get(3));
    }

    /// Reads the list of keys again.
    public void reload() {
        keys = VaultKeys.parse(keyText.get());
    }

    private static List<String> parts(String sealed) {
        List<String> parts = List.of(sealed.split("\\.", -1));
        if (parts.size() != PARTS || !parts.getFirst().equals(FORM)) {
            throw new VaultException("not a sealed secret");
        }
        return parts;
    }

    private SecretKey keyNamed(String name) {
        if (keys.key(name).isEmpty()) {
            reload();
        }
        return key(keys, name);
    }

    private static SecretKey key(VaultKeys keys, String name) {
        return keys.key(name)
                .orElseThrow(() -> new VaultException("the vault has no key named " + name));
    }

    private String box(SecretKey key, byte[] plain, String owner) {
        byte[] nonce = randomBytes(random, NONCE_BYTES);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, owner).doFinal(plain);
            byte[] box = new byte[nonce.length + sealed.length];
            System.arraycopy(nonce, 0, box, 0, nonce.length);
            System.arraycopy(sealed, 0, box, nonce.length, sealed.length);
            return base64(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unbox(SecretKey key, String text, String owner) {
        try {
            byte[] box = Base64.getUrlDecoder().decode(text);
            // The last character of base64 may hold bits that decode to nothing.
            if (box.length < NONCE_BYTES || !base64(box).equals(text)) {
                throw new VaultException("a sealed secret is cut short or altered");
            }
            byte[] nonce = new byte[NONCE_BYTES];
            System.arraycopy(box, 0, nonce, 0, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                    .doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new VaultException("a sealed secret was altered, or is not its owner's");
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] randomBytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
