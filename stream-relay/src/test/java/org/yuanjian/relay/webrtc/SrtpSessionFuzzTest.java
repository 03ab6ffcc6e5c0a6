package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.relay.webrtc.SrtpKeys.SrtpProfile;

/// Whatever comes in the place of a viewer's protected RTCP: refused, and the viewer's own is
/// opened after it as before.
class SrtpSessionFuzzTest {
    private static final byte[] REPORT = {(byte) 0x80, (byte) 201, 0, 1, 1, 2, 3, 4};

    @FuzzTest(maxDuration = "2m")
    void openRtcp(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, SrtpSessionFuzzTest::openHostileThenOwn);
    }

    private static void openHostileThenOwn(byte[] bytes) throws GeneralSecurityException {
        for (SrtpProfile profile : SrtpProfile.values()) {
            SrtpKeys keys = SrtpKeys.of(profile, new byte[profile.materialBytes()]);
            SrtpKeys swapped =
                    new SrtpKeys(profile, /* client= */ keys.server(), /* server= */ keys.client());
            SrtpSession server = SrtpSession.of(keys);
            assertThat(server.openRtcp(bytes.clone(), bytes.length)).isZero();

            byte[] own = Arrays.copyOf(REPORT, REPORT.length + SrtpSession.MAX_OVERHEAD_BYTES);
            int length = SrtpSession.of(swapped).protectRtcp(own, REPORT.length);
            assertThat(server.openRtcp(own, length)).isEqualTo(REPORT.length);
        }
    }

    @Test
    void openRtcp_corpus_isRefused() throws Exception {
        HostileCorpus.replay("rtcp", this::openRtcp);
        HostileCorpus.replay("rtp", this::openRtcp);
    }
}
