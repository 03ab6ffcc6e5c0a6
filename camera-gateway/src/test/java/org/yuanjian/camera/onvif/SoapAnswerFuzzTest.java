package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;

/// Whatever a device answers: values or a typed error, within the limits of hostile input.
class SoapAnswerFuzzTest {
    private static final int MOST_CHILDREN = 16;
    private static final SoapRequest REQUEST = SoapRequest.of(OnvifService.DEVICE, "GetServices");

    @FuzzTest(maxDuration = "2m")
    void read(byte[] answer) throws Exception {
        HostileInput.parse(answer, SoapAnswerFuzzTest::readAll);
    }

    @Test
    void corpus() throws Exception {
        HostileCorpus.replay(
                "soap", bytes -> HostileInput.parse(bytes, SoapAnswerFuzzTest::readAll));
    }

    private static void readAll(byte[] answer) {
        try {
            XmlNode content = SoapEnvelope.read(answer, REQUEST);
            DeviceServices.ofServices(content);
            DeviceServices.ofCapabilities(content);
            for (XmlNode child : content.children().stream().limit(MOST_CHILDREN).toList()) {
                MediaProfile.of(child);
                MediaProfile.of2(child);
                OnvifEvent.of(child);
            }
            DeviceClock.of(content, Instant.EPOCH);
        } catch (OnvifException e) {
            assertThat(e.kind()).isNotNull();
            assertThat(e.words()).hasSizeLessThan(400).doesNotContain("\n");
        }
    }
}
