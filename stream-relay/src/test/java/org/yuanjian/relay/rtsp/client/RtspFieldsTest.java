package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.relay.rtsp.client.AuthChallenges.Challenge;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// The header fields a camera answers with.
class RtspFieldsTest {
    private static final RtspAddress FROM =
            new RtspAddress("10.0.0.1", 554, "/a", "u", "secret", Transport.TCP);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    12345678;timeout=30   | 12345678 | 30
                    12345678 ; Timeout=30 | 12345678 | 30
                    12345678;x=1;timeout=7;y | 12345678 | 7
                    12345678              | 12345678 | 60
                    12345678;timeout=0    | 12345678 | 2
                    12345678;timeout=-1   | 12345678 | 60
                    12345678;timeout=999999999999 | 12345678 | 60
                    12345678;timeout=99999999 | 12345678 | 3600
                    """)
    void session_asCamerasWriteIt_isRead(String field, String id, int seconds) {
        assertThat(SessionField.NONE.updated(field)).isEqualTo(new SessionField(id, seconds));
    }

    @Test
    void challenges_severalInOneField_areToldApart() {
        List<Challenge> challenges =
                AuthChallenges.parse(
                        List.of(
                                "Basic realm=\"a, b\", Digest realm=\"c\\\"d\",nonce=e, stale=FALSE"));

        assertThat(challenges)
                .containsExactly(
                        new Challenge("basic", Map.of("realm", "a, b")),
                        new Challenge(
                                "digest", Map.of("realm", "c\"d", "nonce", "e", "stale", "FALSE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",,,", "=", "\"", "Digest realm=\"", "a=\\", "Digest nonce=\"\\"})
    void challenges_nonsense_endsWithoutHarm(String field) {
        assertThat(AuthChallenges.parse(List.of(field))).hasSizeLessThan(2);
    }

    @Test
    void digest_exampleOfTheRfc_hasItsResponse() {
        // RFC 2617 §3.5, without qop for want of a fixed cnonce there.
        DigestChallenge challenge =
                DigestChallenge.of(
                                Map.of(
                                        "realm", "testrealm@host.com",
                                        "nonce", "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                                        "qop", "auth,auth-int"))
                        .orElseThrow();

        assertThat(
                        challenge.answer(
                                "Mufasa", "Circle Of Life", "GET", "/dir/index.html", "0a4f113b"))
                .contains("response=\"6629fae49393a05397450978507c4ef1\"", "nc=00000001");
    }

    @ParameterizedTest
    @CsvSource({
        "RTP/AVP/TCP;unicast;interleaved=4-5;ssrc=1, 4, -1",
        "RTP/AVP;unicast;client_port=1-2;server_port=6000-6001, -1, 6000",
        "RTP/AVP/TCP;interleaved=255-256, -1, -1",
        "RTP/AVP/TCP;interleaved=x, -1, -1",
        "'', -1, -1"
    })
    void transport_asCamerasWriteIt_isRead(String field, int interleaved, int serverPort) {
        RtspTransport transport = RtspTransport.parse(field);

        assertThat(transport.interleaved()).isEqualTo(interleaved);
        assertThat(transport.serverPort()).isEqualTo(serverPort);
    }

    @Test
    void redirect_otherHost_keepsWhoWeAre() throws Exception {
        RtspAddress to = RtspRedirect.follow(FROM, "rtsp://[::1]:8554/b?c=1");

        assertThat(to.uri()).isEqualTo("rtsp://[::1]:8554/b?c=1");
        assertThat(to.user()).isEqualTo("u");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://10.0.0.2/", "rtsp://", "rtsp://host:99999/", "/x", "%%"})
    void redirect_noRtspAddress_isTold(String location) {
        assertThatThrownBy(() -> RtspRedirect.follow(FROM, location))
                .isInstanceOf(RtspException.class);
    }

    @Test
    void address_asText_hasNoCredentials() {
        assertThat(FROM.toString()).doesNotContain("secret");
        assertThat(FROM.uri()).doesNotContain("secret").doesNotContain("u@");
    }
}
