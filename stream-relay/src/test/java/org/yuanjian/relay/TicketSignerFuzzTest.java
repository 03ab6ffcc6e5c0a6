package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.yuanjian.media.HostileInput;

/// Whatever stands in the place of a ticket: refused, and if a holder of the key wrote it, read.
class TicketSignerFuzzTest {
    private static final byte[] KEY = new byte[TicketSigner.MIN_KEY_BYTES];
    private static final TicketSigner SIGNER = new TicketSigner(KEY);

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws Exception {
        HostileInput.parse(
                bytes,
                text -> {
                    try {
                        SIGNER.read(new String(text, StandardCharsets.UTF_8));
                        throw new AssertionError("signed without the key");
                    } catch (TicketException e) {
                        assertThat(e.kind())
                                .isIn(
                                        TicketException.Kind.MALFORMED,
                                        TicketException.Kind.BAD_SIGNATURE);
                    }
                });
    }

    @FuzzTest(maxDuration = "2m")
    void readSigned(byte[] bytes) throws Exception {
        HostileInput.parse(
                bytes,
                claims -> {
                    try {
                        PlayTicket ticket = SIGNER.read(signed(claims));
                        assertThat(SIGNER.read(SIGNER.sign(ticket))).isEqualTo(ticket);
                    } catch (TicketException e) {
                        assertThat(e.kind()).isEqualTo(TicketException.Kind.MALFORMED);
                    }
                });
    }

    private static String signed(byte[] claims) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString(claims) + "." + base64.encodeToString(mac.doFinal(claims));
    }
}
