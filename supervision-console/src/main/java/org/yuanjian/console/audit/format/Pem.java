package org.yuanjian.console.audit.format;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys as text (RFC 7468).
final class Pem {
    static final String SECRET = "PRIVATE KEY";
    static final String PUBLIC = "PUBLIC KEY";

    private Pem() {}

    static String write(String label, byte[] bytes) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(label, Base64.getEncoder().encodeToString(bytes), label)
                .replace(System.lineSeparator(), "\n");
    }

    static byte[] first(String text, String label) throws FormatException {
        List<byte[]> all = all(text, label);
        if (all.isEmpty()) {
            throw new FormatException("there is no " + label + " in it");
        }
        return all.getFirst();
    }

    static List<byte[]> all(String text, String label) throws FormatException {
        List<byte[]> all = new ArrayList<>();
        Matcher block =
                Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]{1,4096})-----END")
                        .matcher(text);
        while (block.find()) {
            try {
                all.add(Base64.getMimeDecoder().decode(block.group(1)));
            } catch (IllegalArgumentException e) {
                throw new FormatException("not a key", e);
            }
        }
        return all;
    }

    static PrivateKey secretKey(byte[] bytes) throws FormatException {
        try {
            return KeyFactory.getInstance(LedgerKey.ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new FormatException("not a key", e);
        }
    }

    static PublicKey publicKey(byte[] bytes) throws FormatException {
        try {
            return KeyFactory.getInstance(LedgerKey.ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new FormatException("not a key", e);
        }
    }
}
