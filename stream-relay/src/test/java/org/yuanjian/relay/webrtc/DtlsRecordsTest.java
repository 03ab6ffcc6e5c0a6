package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DtlsRecordsTest {
    private static final String HANDSHAKE = "16 fefd 0000 000000000001 ";

    @Test
    void areBounded_firstFragmentOfACertificate_isRead() {
        // Type 11, 16,384 bytes in all, message 1, from 0, two bytes of it here.
        assertThat(areBounded(HANDSHAKE + "000e  0b 004000 0001 000000 000002 abcd")).isTrue();
    }

    @Test
    void areBounded_oneByteMore_isNot() {
        assertThat(areBounded(HANDSHAKE + "000c  0b 004001 0001 000000 000000")).isFalse();
    }

    @Test
    void areBounded_secondMessageOrRecord_isSeen() {
        String small = "0b 000002 0001 000000 000002 abcd";
        String large = "0b ffffff 0002 000000 000000";

        assertThat(areBounded(HANDSHAKE + "001a" + small + large)).isFalse();
        assertThat(areBounded(HANDSHAKE + "000e" + small + HANDSHAKE + "000c" + large)).isFalse();
    }

    @Test
    void areBounded_encryptedOrAnotherType_isNotLookedInto() {
        String body = "000c  0b ffffff 0001 000000 000000";

        assertThat(areBounded("16 fefd 0001 000000000001" + body)).isTrue();
        assertThat(areBounded("17 fefd 0000 000000000001" + body)).isTrue();
    }

    @Test
    void areBounded_cutOff_isForTheHandshakeToJudge() {
        assertThat(areBounded("")).isTrue();
        assertThat(areBounded(HANDSHAKE + "ffff 0b")).isTrue();
        assertThat(areBounded(HANDSHAKE + "000c  0b 000001 0001 000000 ffffff")).isTrue();
    }

    @Test
    void areBounded_randomBytes_ends() {
        Random random = new Random(9147);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = 22;
                bytes[3] = 0;
                bytes[4] = 0;
            }
            DtlsRecords.areBounded(bytes);
        }
    }

    private static boolean areBounded(String hex) {
        return DtlsRecords.areBounded(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
