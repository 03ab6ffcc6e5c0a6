package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.rtp.MalformedPacketException;

class StunMessageTest {
    // RFC 5769 §2.1; its padding bytes are 0x20.
    private static final byte[] REQUEST =
            hex(
                    """
                    00010058 2112a442 b7e7a701bc34d686fa87dfae
                    80220010 5354554e207465737420636c69656e74
                    00240004 6e0001ff
                    80290008 932ff9b151263b36
                    00060009 6576746a3a683676592020 20
                    00080014 9aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2
                    80280004 e57a3bcf
                    """);
    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    @Test
    void parse_rfc5769Request_isReadAndVerified() throws Exception {
        StunMessage message = StunMessage.parse(REQUEST);

        assertThat(message.isBindingRequest()).isTrue();
        assertThat(message.username()).isEqualTo("evtj:h6vY");
        assertThat(message.ourFragment()).isEqualTo("evtj");
        assertThat(message.nominates()).isFalse();
        assertThat(message.isSignedWith(PASSWORD)).isTrue();
        assertThat(message.isSignedWith("another")).isFalse();
    }

    // RFC 5769 §2.2, without SOFTWARE and so with other sums.
    @Test
    void success_ipv4_mapsTheSource() throws Exception {
        InetSocketAddress from = address(new byte[] {(byte) 192, 0, 2, 1}, 32_853);
        byte[] answer = StunBuilder.success(StunMessage.parse(REQUEST), from, PASSWORD);

        assertThat(HexFormat.of().formatHex(answer))
                .startsWith("0101002c2112a442b7e7a701bc34d686fa87dfae")
                .contains("002000080001a147e112a643");
        StunMessage message = StunMessage.parse(answer);
        assertThat(message.type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(message.isSignedWith(PASSWORD)).isTrue();
    }

    // RFC 5769 §2.3
    @Test
    void success_ipv6_mapsTheSource() throws Exception {
        InetSocketAddress from = address(hex("20010db8 12345678 00112233 44556677"), 32_853);
        byte[] answer = StunBuilder.success(StunMessage.parse(REQUEST), from, PASSWORD);

        assertThat(HexFormat.of().formatHex(answer))
                .contains("002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9");
    }

    @Test
    void parse_useCandidate_nominates() throws Exception {
        byte[] bytes =
                new StunBuilder(StunMessage.BINDING_REQUEST, new byte[12])
                        .attribute(StunMessage.USERNAME, "a:b".getBytes(StandardCharsets.US_ASCII))
                        .attribute(StunMessage.USE_CANDIDATE, new byte[0])
                        .finish("pw");

        StunMessage message = StunMessage.parse(bytes);

        assertThat(message.nominates()).isTrue();
        assertThat(message.isSignedWith("pw")).isTrue();
    }

    @Test
    void parse_changedBit_isRefusedOrUnsigned() throws Exception {
        int protectedBytes = REQUEST.length - 8; // all before FINGERPRINT
        for (int bit = 0; bit < protectedBytes * 8; bit++) {
            byte[] changed = REQUEST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isAccepted(changed)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void parse_truncated_isRefused() {
        for (int length = 0; length < REQUEST.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(REQUEST, length);
            assertThatThrownBy(() -> StunMessage.parse(cut))
                    .isInstanceOf(MalformedPacketException.class);
        }
    }

    @Test
    void parse_randomBytes_isReadOrRefused() {
        Random random = new Random(5389);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(120)];
            random.nextBytes(bytes);
            readOrRefuse(bytes);
        }
    }

    private static void readOrRefuse(byte[] bytes) {
        try {
            StunMessage message = StunMessage.parse(bytes);
            assertThat(message.ourFragment().length()).isLessThanOrEqualTo(bytes.length);
            message.isSignedWith(PASSWORD);
        } catch (MalformedPacketException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static boolean isAccepted(byte[] bytes) {
        try {
            StunMessage message = StunMessage.parse(bytes);
            return message.isSignedWith(PASSWORD);
        } catch (MalformedPacketException e) {
            return false;
        }
    }

    private static InetSocketAddress address(byte[] ip, int port) throws Exception {
        return new InetSocketAddress(InetAddress.getByAddress(ip), port);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }
}
