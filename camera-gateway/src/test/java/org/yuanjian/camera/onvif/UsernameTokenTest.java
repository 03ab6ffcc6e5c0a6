package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class UsernameTokenTest {
    /// The example of ONVIF's Application Programmer's Guide 1.0 §6.1.1.3.
    @Test
    void of_exampleOfTheGuide() {
        UsernameToken token =
                UsernameToken.of(
                        new OnvifCredentials("user", "userpassword"),
                        Instant.parse("2010-09-16T07:50:45Z"),
                        Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg=="));

        assertThat(token.digest()).isEqualTo("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
        assertThat(token.created()).isEqualTo("2010-09-16T07:50:45Z");
        assertThat(token).hasToString("UsernameToken");
    }

    @Test
    void write_anyCharacters_escaped() {
        UsernameToken token =
                UsernameToken.of(
                        new OnvifCredentials("a<b>&\"\u0001", "p"), Instant.EPOCH, new byte[16]);
        XmlWriter xml = new XmlWriter("tds");

        token.write(xml);

        assertThat(xml.toString()).contains(">a&lt;b&gt;&amp;&quot;?</wsse:Username>");
    }
}
