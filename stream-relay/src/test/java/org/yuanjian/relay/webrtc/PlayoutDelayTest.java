package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayoutDelayTest {
    private static int id(String line) {
        return PlayoutDelay.id(
                new SdpOffer.Media(
                        "video", "0", "UDP/TLS/RTP/SAVPF", List.of("96"), List.of("x", line)));
    }

    @ParameterizedTest
    @CsvSource({"extmap:5,5", "extmap:14,14", "extmap:1/recvonly,1"})
    void id_offered_isRead(String name, int id) {
        assertThat(id(name + " " + PlayoutDelay.URI)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"extmap:", "extmap:0", "extmap:15", "extmap:99999", "extmap:-1", "extmap:a"})
    void id_numberThatIsNone_isNotOffered(String name) {
        assertThat(id(name + " " + PlayoutDelay.URI)).isEqualTo(PlayoutDelay.NOT_OFFERED);
    }

    @Test
    void id_another_isNotOffered() {
        assertThat(id("extmap:5 urn:ietf:params:rtp-hdrext:toffset"))
                .isEqualTo(PlayoutDelay.NOT_OFFERED);
    }
}
