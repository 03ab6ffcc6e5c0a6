package org.yuanjian.benchmark.whep;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What the cipher of SRTP alone costs: packets of the longest payload under AES-128-GCM by the
/// JDK, each with an IV of its own (RFC 7714), from and into memory that stays in the processor's
/// cache. Prints `cipher_us N`, microseconds per packet.
final class CipherApplication {
    private static final int PAYLOAD_BYTES = 1168;
    private static final int HEADER_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int IV_BYTES = 12;
    private static final int KEY_BYTES = 16;
    private static final int WARM_UP = 2_000_000;
    private static final int PACKETS = 3_000_000;
    private static final double NANOS_PER_MICRO = 1000;

    private final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    private final SecretKeySpec key = new SecretKeySpec(new byte[KEY_BYTES], "AES");
    private final byte[] iv = new byte[IV_BYTES];
    private final byte[] payload = new byte[PAYLOAD_BYTES];
    private final byte[] packet = new byte[HEADER_BYTES + PAYLOAD_BYTES + TAG_BYTES];
    private int number;

    private CipherApplication() throws GeneralSecurityException {}

    public static void main(String[] arguments) throws GeneralSecurityException {
        CipherApplication application = new CipherApplication();
        application.protect(WARM_UP);
        long began = System.nanoTime();
        application.protect(PACKETS);
        double micros = (System.nanoTime() - began) / NANOS_PER_MICRO / PACKETS;
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println("cipher_us " + micros);
    }

    private void protect(int packets) throws GeneralSecurityException {
        for (int i = 0; i < packets; i++) {
            number++;
            for (int at = 0; at < Integer.BYTES; at++) {
                iv[IV_BYTES - 1 - at] = (byte) (number >>> (Byte.SIZE * at));
            }
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
            cipher.updateAAD(packet, 0, HEADER_BYTES);
            cipher.doFinal(payload, 0, PAYLOAD_BYTES, packet, HEADER_BYTES);
        }
    }
}
