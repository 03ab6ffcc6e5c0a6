package org.yuanjian.media.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;

/// Whatever a camera describes: formats that can be described again, or a typed error.
class SessionDescriptionFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void parse(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, SessionDescriptionFuzzTest::describe);
    }

    private static void describe(byte[] bytes) {
        try {
            SessionDescription description =
                    SessionDescription.parse(new String(bytes, StandardCharsets.UTF_8));
            List<TrackFormat> tracks =
                    description.media().stream().flatMap(each -> each.format().stream()).toList();
            if (!tracks.isEmpty()) {
                SessionDescription.parse(SdpWriter.describe("p/sub", tracks));
            }
        } catch (SdpException e) {
            // A typed error is what bad input may end in.
        }
    }

    @Test
    void parse_corpus_givesFormatsOrTypedErrors() throws Exception {
        HostileCorpus.replay("sdp", this::parse);
    }
}
