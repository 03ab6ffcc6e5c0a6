package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.relay.rtsp.PlayerTransport.Interleaved;
import org.yuanjian.relay.rtsp.PlayerTransport.Udp;

class RtspRequestTargetTest {
    private static Optional<RtspRequestTarget> target(String uri) {
        return RtspRequestTarget.of(new RtspRequest("DESCRIBE", uri, new RtspHeaders()));
    }

    @ParameterizedTest
    @CsvSource({
        "rtsp://h:1/p/sub?ticket=a.b, -1, a.b",
        "rtsp://h/p/sub/?x=1&ticket=a%2Eb, -1, a.b",
        "rtsp://h/p/sub/trackID=1, 1, ''",
        "rtsp://h/p/sub?ticket=a.b/trackID=0, 0, a.b",
        "rtsp://h/p/sub?ticket=a.b&/trackID=1, 1, a.b",
        "RTSP://h/p/sub, -1, ''",
        "rtsp://h/p/sub?ticket=%zz, -1, ''"
    })
    void of_ourStreams_areRead(String uri, int track, String ticket) {
        assertThat(target(uri))
                .contains(new RtspRequestTarget(new StreamId("p", "sub"), track, ticket));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "", "rtsp://h/", "rtsp://h/p", "http://h/p/sub", "rtsp://h/../x"})
    void of_anythingElse_isEmpty(String uri) {
        assertThat(target(uri)).isEmpty();
    }

    @Test
    void of_bearer_isTakenBeforeTheQuery() {
        RtspHeaders headers = new RtspHeaders().add("authorization", "bearer  a.b ");
        RtspRequest request = new RtspRequest("DESCRIBE", "rtsp://h/p/s?ticket=c", headers);

        assertThat(RtspRequestTarget.of(request).orElseThrow().ticket()).isEqualTo("a.b");
    }

    @Test
    void toString_always_leavesTheTicketOut() {
        assertThat(target("rtsp://h/p/sub?ticket=secret").orElseThrow().toString())
                .doesNotContain("secret");
    }

    @Test
    void transport_firstOfferThatCanBeMet_isTaken() {
        assertThat(PlayerTransport.choose("RTP/AVP;multicast,RTP/AVP;client_port=6-7", 0))
                .contains(new Udp(6));
        assertThat(PlayerTransport.choose("RTP/AVP/TCP;unicast;interleaved=4-5", 0))
                .contains(new Interleaved(4));
        assertThat(PlayerTransport.choose("RTP/AVP/TCP", 2)).contains(new Interleaved(2));
        assertThat(PlayerTransport.choose("RTP/AVP/TCP;interleaved=255-256", 0)).isEmpty();
        assertThat(PlayerTransport.choose("RTP/AVP;client_port=65535-65536", 0)).isEmpty();
        assertThat(PlayerTransport.choose("", 0)).isEmpty();
    }
}
