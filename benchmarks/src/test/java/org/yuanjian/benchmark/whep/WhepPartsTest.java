package org.yuanjian.benchmark.whep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class WhepPartsTest {
    private static final byte[] KEY = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] SALT = HexFormat.of().parseHex("a0a1a2a3a4a5a6a7a8a9aaab");

    @Test
    void parse_answer_findsWhatJoiningNeeds() throws IOException {
        WhepAnswer answer =
                WhepAnswer.parse(
                        """
                        v=0
                        a=ice-lite
                        m=video 9 UDP/TLS/RTP/SAVPF 102
                        a=ice-ufrag:abcd
                        a=ice-pwd:secret
                        a=fingerprint:sha-256 AA:BB
                        a=candidate:1 1 udp 2130706431 127.0.0.1 8083 typ host
                        """);
        assertThat(answer.ufrag()).isEqualTo("abcd");
        assertThat(answer.password()).isEqualTo("secret");
        assertThat(answer.fingerprint()).isEqualTo("AA:BB");
        assertThat(answer.media().getPort()).isEqualTo(8083);
    }

    @Test
    void parse_answerWithoutCandidate_isRefused() {
        assertThatThrownBy(() -> WhepAnswer.parse("v=0\r\n")).isInstanceOf(IOException.class);
    }

    @Test
    void request_check_endsWithFingerprint() throws GeneralSecurityException {
        ByteBuffer check = new StunCheck("ab:cd", "pw", new SplittableRandom(1)).request();
        assertThat(check.getShort(0)).isEqualTo((short) 1);
        assertThat(check.getShort(2)).isEqualTo((short) (check.remaining() - 20));
        CRC32 crc = new CRC32();
        crc.update(check.duplicate().limit(check.limit() - 8));
        assertThat(check.getInt(check.remaining() - 4))
                .isEqualTo((int) crc.getValue() ^ 0x5354554e);
    }

    @Test
    void unprotect_acrossWrapWithOneLost_decryptsAndCounts() throws GeneralSecurityException {
        SrtpReceiver receiver = SrtpReceiver.of(KEY, SALT);
        byte[] out = new byte[100];
        int[] sequences = {65534, 65535, 0, 2};
        int[] rollovers = {0, 0, 1, 1};
        for (int i = 0; i < sequences.length; i++) {
            byte[] packet = protectedPacket(sequences[i], rollovers[i]);
            assertThat(receiver.unprotect(packet, packet.length, out)).isEqualTo(20);
            assertThat(Arrays.copyOf(out, 20)).containsOnly(sequences[i] & 0x7F);
        }
        assertThat(receiver.lost()).isEqualTo(1);
        receiver.mark();
        assertThat(receiver.lost()).isZero();
    }

    @Test
    void at_stampedPayload_readsTimeAndNumber() {
        byte[] payload = new byte[40];
        payload[3] = (byte) 0xC3;
        payload[4] = 0x5E;
        Arrays.fill(payload, 5, 19, (byte) 0x80);
        payload[13] = (byte) 0x82;
        payload[18] = (byte) 0x85;
        assertThat(Stamp.at(payload, 2, 40)).isEqualTo(new Stamp(2, 5));
        assertThat(Stamp.at(payload, 0, 40)).isNull();
        assertThat(Stamp.at(payload, 2, 18)).isNull();
    }

    @Test
    void micros_manyDelays_givesPercentile() {
        DelayHistogram delays = new DelayHistogram();
        for (int i = 1; i <= 1_000; i++) {
            delays.add(i * 1_000L);
        }
        assertThat(delays.micros(0.5)).isBetween(490.0, 500.0);
        assertThat(delays.micros(0.99)).isBetween(970.0, 990.0);
        delays.clear();
        assertThat(delays.micros(0.5)).isZero();
    }

    @Test
    void create_identity_hasFingerprint() throws GeneralSecurityException, IOException {
        assertThat(ClientIdentity.create().fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    /// A packet as RFC 7714 §8 says, made from the key derivation written out once more.
    private static byte[] protectedPacket(int sequence, int rollover)
            throws GeneralSecurityException {
        byte[] header = {
            (byte) 0x80, 102, (byte) (sequence >> 8), (byte) sequence, 0, 0, 0, 1, 1, 2, 3, 4
        };
        byte[] salt = derive(2, 12);
        ByteBuffer plain = ByteBuffer.allocate(12).putShort((short) 0).putInt(0x01020304);
        byte[] iv = plain.putInt(rollover).putShort((short) sequence).array();
        for (int i = 0; i < iv.length; i++) {
            iv[i] ^= salt[i];
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(derive(0, 16), "AES"),
                new GCMParameterSpec(128, iv));
        cipher.updateAAD(header);
        byte[] payload = new byte[20];
        Arrays.fill(payload, (byte) (sequence & 0x7F));
        byte[] sealed = cipher.doFinal(payload);
        return ByteBuffer.allocate(12 + sealed.length).put(header).put(sealed).array();
    }

    /// AES in counter mode by single blocks (RFC 3711 §4.1.1).
    private static byte[] derive(int label, int bytes) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(SALT, 16);
        block[7] ^= (byte) label;
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"));
        return Arrays.copyOf(aes.doFinal(block), bytes);
    }
}
