package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.rtp.MalformedPacketException;

/// Whatever stands in the place of a connectivity check: a message nobody signed, or a typed error.
class StunMessageFuzzTest {
    private static final String PASSWORD = "never in an input";

    @FuzzTest(maxDuration = "2m")
    void parse(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, StunMessageFuzzTest::read);
    }

    private static void read(byte[] bytes) {
        try {
            StunMessage message = StunMessage.parse(bytes);
            assertThat(message.ourFragment().length()).isLessThanOrEqualTo(bytes.length);
            assertThat(message.transactionId()).hasSize(StunMessage.TRANSACTION_BYTES);
            assertThat(message.isSignedWith(PASSWORD)).isFalse();
        } catch (MalformedPacketException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Test
    void parse_corpus_givesMessagesOrTypedErrors() throws Exception {
        HostileCorpus.replay("stun", this::parse);
        HostileCorpus.replay("mixed", this::parse);
    }
}
