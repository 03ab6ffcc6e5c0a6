package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Random;
import java.util.logging.Level;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Our SRTP against jitsi-srtp, byte for byte, and against itself.
class SrtpSessionTest {
    private static final int SSRC = 0x4D7A1B2C;

    private final Random random = new Random(7714);

    @BeforeAll
    static void takeTheJdksCiphers() {
        Aes.setFactoryClassName("SunJCE");
    }

    @Test
    void protectRtp_gcm_equalsJitsi() throws Exception {
        SrtpKeys keys = keys(SrtpProfile.AES_GCM_128);
        SrtpSession ours = SrtpSession.of(keys);
        SrtpCryptoContext theirs = factory(keys.server()).deriveContext(SSRC, 0);
        // Over two wraps of the sequence number.
        for (long sequence = 30_000; sequence < 140_000; sequence += 997) {
            byte[] payload = bytes(1 + random.nextInt(1168));
            byte[] packet = header(sequence);
            int length = ours.protectRtp(packet, sequence, payload, payload.length);

            TestRegion expected = new TestRegion(header(sequence), payload);
            theirs.transformPacket(expected);
            assertThat(Arrays.copyOf(packet, length)).isEqualTo(expected.toArray());
        }
    }

    @Test
    void protectRtp_withExtension_equalsJitsi() throws Exception {
        SrtpKeys keys = keys(SrtpProfile.AES_GCM_128);
        SrtpSession ours = SrtpSession.of(keys);
        byte[] payload = bytes(1000);
        byte[] packet = header(1);
        packet[0] |= SrtpSession.EXTENSION;
        PlayoutDelay.write(packet, 12, 5);
        byte[] plain = Arrays.copyOf(packet, 20 + payload.length);
        System.arraycopy(payload, 0, plain, 20, payload.length);

        int length = ours.protectRtp(packet, 1, payload, payload.length);

        TestRegion expected = new TestRegion(plain, new byte[0]);
        factory(keys.server()).deriveContext(SSRC, 0).transformPacket(expected);
        assertThat(Arrays.copyOf(packet, length)).isEqualTo(expected.toArray());
    }

    @Test
    void protectRtcp_gcm_equalsJitsi() throws Exception {
        SrtpKeys keys = keys(SrtpProfile.AES_GCM_128);
        SrtpSession ours = SrtpSession.of(keys);
        SrtcpCryptoContext theirs = factory(keys.server()).deriveControlContext(SSRC);
        TestRegion expected = new TestRegion(report(), new byte[0]);
        byte[] packet = new byte[200];
        int length = 0;
        // jitsi counts from 0, we from 1; both are right, so one of them goes first.
        for (int round = 0; round < 3; round++) {
            expected = new TestRegion(report(), new byte[0]);
            theirs.transformPacket(expected);
            if (round < 2) {
                System.arraycopy(report(), 0, packet, 0, 28);
                length = ours.protectRtcp(packet, 28);
            }
        }
        assertThat(Arrays.copyOf(packet, length)).isEqualTo(expected.toArray());
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void openRtcp_ofTheOtherSide_isPlainAgain(SrtpProfile profile) throws Exception {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.of(keys);
        SrtpSession viewer = viewer(keys);
        for (int round = 0; round < 100; round++) {
            byte[] packet = Arrays.copyOf(report(), 100);
            int length = viewer.protectRtcp(packet, 28);
            assertThat(length)
                    .isGreaterThan(28)
                    .isLessThanOrEqualTo(28 + SrtpSession.MAX_OVERHEAD_BYTES);
            byte[] again = packet.clone();

            assertThat(server.openRtcp(packet, length)).isEqualTo(28);
            assertThat(Arrays.copyOf(packet, 28)).isEqualTo(report());
            assertThat(server.openRtcp(again, length)).as("a replay").isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void openRtcp_changedBit_isRefused(SrtpProfile profile) throws Exception {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.of(keys);
        byte[] packet = Arrays.copyOf(report(), 100);
        int length = viewer(keys).protectRtcp(packet, 28);
        for (int bit = 0; bit < length * 8; bit++) {
            byte[] changed = packet.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(server.openRtcp(changed, length)).as("bit %d", bit).isZero();
        }
        assertThat(server.openRtcp(packet.clone(), length)).isEqualTo(28);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void openRtcp_randomBytes_isRefused(SrtpProfile profile) throws Exception {
        SrtpSession server = SrtpSession.of(keys(profile));
        for (int round = 0; round < 2000; round++) {
            byte[] packet = bytes(random.nextInt(100));
            assertThat(server.openRtcp(packet, packet.length)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void openRtcp_afterManyForgedSenders_opensTheViewers(SrtpProfile profile) throws Exception {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.of(keys);
        for (int round = 0; round < 100; round++) {
            byte[] forged = bytes(60);
            assertThat(server.openRtcp(forged, forged.length)).isZero();
        }
        byte[] packet = Arrays.copyOf(report(), 100);
        int length = viewer(keys).protectRtcp(packet, 28);

        assertThat(server.openRtcp(packet, length)).isEqualTo(28);
    }

    @Test
    void protectRtp_counterMode_isReadByJitsi() throws Exception {
        SrtpKeys keys = keys(SrtpProfile.AES_CM_128_SHA1_80);
        SrtpSession ours = SrtpSession.of(keys);
        SrtpContextFactory reading =
                new SrtpContextFactory(
                        false,
                        keys.server().key(),
                        keys.server().salt(),
                        counterPolicy(),
                        counterPolicy(),
                        quiet());
        SrtpCryptoContext theirs = reading.deriveContext(SSRC, 0);
        for (long sequence = 60_000; sequence < 70_000; sequence += 7) {
            byte[] payload = bytes(100);
            byte[] packet = header(sequence);
            int length = ours.protectRtp(packet, sequence, payload, payload.length);

            TestRegion region = new TestRegion(Arrays.copyOf(packet, length), new byte[0]);
            assertThat(theirs.reverseTransformPacket(region, false).name()).isEqualTo("OK");
            assertThat(Arrays.copyOfRange(region.toArray(), 12, 112)).isEqualTo(payload);
        }
    }

    private static SrtpSession viewer(SrtpKeys keys) throws GeneralSecurityException {
        return SrtpSession.of(
                new SrtpKeys(
                        keys.profile(), /* client= */ keys.server(), /* server= */ keys.client()));
    }

    private SrtpKeys keys(SrtpProfile profile) {
        return SrtpKeys.of(profile, bytes(profile.materialBytes()));
    }

    private static SrtpContextFactory factory(SrtpKeys.Master master) {
        SrtpPolicy policy =
                new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        16,
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        16,
                        12);
        return new SrtpContextFactory(true, master.key(), master.salt(), policy, policy, quiet());
    }

    private static SrtpPolicy counterPolicy() {
        return new SrtpPolicy(
                SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14);
    }

    private static LoggerImpl quiet() {
        return new LoggerImpl("srtp-test", Level.OFF);
    }

    private static byte[] header(long sequence) {
        byte[] packet = new byte[TrackSender.PACKET_BYTES];
        packet[0] = (byte) 0x80;
        packet[1] = 102;
        packet[2] = (byte) (sequence >>> 8);
        packet[3] = (byte) sequence;
        for (int i = 0; i < 4; i++) {
            packet[8 + i] = (byte) (SSRC >>> (24 - 8 * i));
        }
        return packet;
    }

    private static byte[] report() {
        byte[] report = new byte[28];
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        report[3] = 6;
        for (int i = 0; i < 4; i++) {
            report[4 + i] = (byte) (SSRC >>> (24 - 8 * i));
        }
        report[20] = 42;
        return report;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
