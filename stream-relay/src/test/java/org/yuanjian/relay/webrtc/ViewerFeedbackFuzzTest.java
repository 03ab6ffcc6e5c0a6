package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.rtp.NtpTime;

/// Whatever a viewer reports once its packets are opened: wishes in proportion, or a counted drop.
class ViewerFeedbackFuzzTest {
    private static final WebRtcMeters METERS = new WebRtcMeters(new SimpleMeterRegistry());

    @FuzzTest(maxDuration = "2m")
    void read(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, ViewerFeedbackFuzzTest::feed);
    }

    private static void feed(byte[] bytes) {
        ViewerFeedback feedback = new ViewerFeedback(new NtpTime(() -> Instant.EPOCH), METERS);
        Wishes wishes = new Wishes();
        feedback.read(bytes, bytes.length, wishes);
        // RFC 4585 §6.1, §6.2.1: a request takes twelve bytes, four of them up to 17 packets.
        assertThat(wishes.keyFrames).isLessThanOrEqualTo(bytes.length / 12);
        assertThat(wishes.packets).isLessThanOrEqualTo(17 * (bytes.length / 4));
        assertThat(feedback.fractionLost()).isBetween(0, 255);
        assertThat(feedback.roundTripMillis()).isGreaterThanOrEqualTo(-1);
        assertThat(feedback.bitsPerSecond()).isGreaterThanOrEqualTo(-1);
    }

    private static final class Wishes implements ViewerFeedback.Wishes {
        private int keyFrames;
        private int packets;

        @Override
        public void keyFrame() {
            keyFrames++;
        }

        @Override
        public void resend(int ssrc, int sequence) {
            assertThat(sequence).isBetween(0, 0xFFFF);
            packets++;
        }
    }

    @Test
    void read_corpus_wishesInProportion() throws Exception {
        HostileCorpus.replay("rtcp", this::read);
    }
}
