package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.HostileCorpus;
import org.yuanjian.media.HostileInput;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.sdp.SdpException;

/// Whatever a page offers: an answer to each of its media, or a typed error.
class SdpOfferFuzzTest {
    private static final List<TrackFormat> TRACKS =
            List.of(
                    TrackFormat.video(Codec.H264, 96, List.of()),
                    TrackFormat.video(Codec.H265, 96, List.of()),
                    new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of()),
                    new TrackFormat(Codec.OPUS, 97, 48_000, 2, Map.of(), List.of()));
    private static final int ANSWER_BASE = 4096;

    /// An answer for each of the tracks.
    private static final long ALLOCATION_BASE = 4 * HostileInput.ALLOCATION_BASE;

    @FuzzTest(maxDuration = "2m")
    void parse(byte[] bytes) throws Exception {
        HostileInput.parse(bytes, ALLOCATION_BASE, SdpOfferFuzzTest::answer);
    }

    private static void answer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        try {
            SdpOffer offer = SdpOffer.parse(text);
            for (TrackFormat track : TRACKS) {
                check(offer, answer(offer, track), text.length());
            }
        } catch (SdpException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    private static void check(SdpOffer offer, String answer, int offered) {
        List<String> lines = List.of(answer.split("\r\n", -1));
        assertThat(lines.stream().filter(line -> line.startsWith("m=")).count())
                .isEqualTo(offer.media().size());
        assertThat(lines.subList(0, lines.size() - 1)).allMatch(line -> line.indexOf('=') == 1);
        assertThat(answer.length()).isLessThanOrEqualTo(ANSWER_BASE + 4 * offered);
    }

    private static String answer(SdpOffer offer, TrackFormat track) {
        TrackChoice.Ssrcs ssrcs = new TrackChoice.Ssrcs(1111, 2222);
        Optional<TrackChoice> choice = TrackChoice.of(offer, track, ssrcs);
        InetAddress address = InetAddress.ofLiteral("10.1.2.3");
        return new SdpAnswer("frag", "password", "AB:CD", List.of(address), 5004)
                .write(offer, choice.stream().toList());
    }

    @Test
    void parse_corpus_givesAnswersOrTypedErrors() throws Exception {
        HostileCorpus.replay("sdp", this::parse);
    }
}
