package org.yuanjian.media.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtspHeadersTest {
    private final RtspHeaders headers = new RtspHeaders();

    @Test
    void first_otherCase_isFound() {
        headers.add("WWW-Authenticate", "Basic realm=\"a\"").add("www-authenticate", "Digest");
        assertThat(headers.first("Www-Authenticate")).contains("Basic realm=\"a\"");
        assertThat(headers.all("WWW-AUTHENTICATE")).hasSize(2);
        assertThat(headers.first("Date")).isEmpty();
    }

    @Test
    void set_nameThereTwice_leavesOne() {
        headers.add("Session", "1").add("CSeq", "1").add("session", "2").set("SESSION", "3");
        assertThat(headers.all("session")).containsExactly("3");
        assertThat(headers.size()).isEqualTo(2);
    }

    @Test
    void intValue_anythingButDigits_isAbsent() {
        for (String value : new String[] {"", "-1", "+1", "1 2", "0x1", "1234567890", "٤"}) {
            assertThat(new RtspHeaders().add("N", value).intValue("N", -7)).as(value).isEqualTo(-7);
        }
        assertThat(headers.intValue("N", -7)).isEqualTo(-7);
        assertThat(headers.add("N", "0042").intValue("n", -7)).isEqualTo(42);
    }

    @Test
    void toString_requestWithTicket_leavesTheUriOut() {
        RtspRequest request =
                new RtspRequest("PLAY", "rtsp://a/?ticket=secret", headers.add("CSeq", "4"));
        assertThat(request).hasToString("PLAY CSeq=4");
    }
}
