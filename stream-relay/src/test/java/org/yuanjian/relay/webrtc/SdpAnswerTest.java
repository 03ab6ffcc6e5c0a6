package org.yuanjian.relay.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Clip;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.sdp.SdpException;

class SdpAnswerTest {
    private static final TrackFormat PCMA =
            new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of());
    private static final TrackChoice.Ssrcs SSRCS = new TrackChoice.Ssrcs(1111, 2222);

    @Test
    void parse_chromium_isRead() throws Exception {
        SdpOffer offer = SdpOffer.parse(Offers.chromium());

        assertThat(offer.fragment()).isEqualTo("4ZcD");
        assertThat(offer.fingerprint()).isEqualTo(Offers.FINGERPRINT);
        assertThat(offer.media()).extracting(SdpOffer.Media::mid).containsExactly("0", "1");
    }

    @Test
    void parse_withoutFingerprint_isRefused() {
        String offer = Offers.chromium().replaceAll("a=fingerprint.*\r\n", "");
        assertThatThrownBy(() -> SdpOffer.parse(offer)).isInstanceOf(SdpException.class);
    }

    @Test
    void parse_passive_isRefused() {
        String offer = Offers.chromium().replace("actpass", "passive");
        assertThatThrownBy(() -> SdpOffer.parse(offer)).isInstanceOf(SdpException.class);
    }

    @Test
    void parse_moreThanAnAnswerCouldNeed_isRefused() {
        String formats = Offers.chromium().replace("SAVPF 111", "SAVPF" + " 1 11".repeat(7500));
        String distinct =
                IntStream.range(0, 129)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "));
        String payloadTypes = Offers.chromium().replace("SAVPF 111", "SAVPF " + distinct);
        String parameters = Offers.chromium().replace("minptime=10", "a=b;".repeat(7500));

        for (String offer : List.of(formats, payloadTypes, parameters)) {
            assertThatThrownBy(() -> SdpOffer.parse(offer)).isInstanceOf(SdpException.class);
        }
    }

    @Test
    void choose_mainProfile_takesItsPayloadTypeWithMode1() throws Exception {
        assertThat(choice(Clip.format("plain.h264")).payloadType()).isEqualTo(39);
        assertThat(choice(Clip.format("plain.h264")).rtxPayloadType()).isEqualTo(40);
    }

    @Test
    void choose_unknownProfile_takesBaseline() throws Exception {
        TrackFormat unknown = TrackFormat.video(Codec.H264, 96, List.of());
        assertThat(choice(unknown).payloadType()).isEqualTo(109);
    }

    @Test
    void choose_h265_isNotThere() throws Exception {
        SdpOffer offer = SdpOffer.parse(Offers.chromium());
        TrackFormat h265 = TrackFormat.video(Codec.H265, 96, List.of());
        assertThat(TrackChoice.of(offer, h265, SSRCS)).isEmpty();
    }

    @Test
    void write_videoAndAudio_isWhatABrowserNeeds() throws Exception {
        SdpOffer offer = SdpOffer.parse(Offers.chromium());
        TrackFormat video = TrackFormat.video(Codec.H264, 96, List.of());

        String answer = answer(offer, List.of(video, PCMA));

        assertThat(answer)
                .contains("a=group:BUNDLE 0 1\r\n", "a=ice-lite\r\n", "a=setup:passive\r\n")
                .contains("m=video 5004 UDP/TLS/RTP/SAVPF 109 114\r\n")
                .contains("m=audio 5004 UDP/TLS/RTP/SAVPF 8\r\n")
                .contains("a=candidate:1 1 udp 2130706431 10.1.2.3 5004 typ host\r\n")
                .contains(
                        "a=candidate:2 1 tcp 1671430143 10.1.2.3 5004 typ host tcptype passive\r\n")
                .contains("a=rtcp-fb:109 nack\r\n", "a=fmtp:114 apt=109\r\n")
                .containsOnlyOnce("a=extmap:5 " + PlayoutDelay.URI + "\r\n")
                .doesNotContain("transport-cc", "abs-send-time");
        assertThat(answer.indexOf("a=ssrc:1111 ")).isLessThan(answer.indexOf("a=ssrc:2222 "));
    }

    @Test
    void write_videoOnly_rejectsAudio() throws Exception {
        SdpOffer offer = SdpOffer.parse(Offers.chromium());

        String answer = answer(offer, List.of(TrackFormat.video(Codec.H264, 96, List.of())));

        assertThat(answer)
                .contains("a=group:BUNDLE 0\r\n", "m=audio 0 UDP/TLS/RTP/SAVPF 111 9 0 8");
    }

    @Test
    void parse_changedOffers_areReadOrRefused() {
        Random random = new Random(8829);
        byte[] offer = Offers.chromium().getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2000; round++) {
            byte[] changed = offer.clone();
            for (int i = 0; i < 8; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            answerOrRefuse(changed);
        }
    }

    private static void answerOrRefuse(byte[] bytes) {
        try {
            SdpOffer offer = SdpOffer.parse(new String(bytes, StandardCharsets.UTF_8));
            TrackFormat video = TrackFormat.video(Codec.H264, 96, List.of());
            String answer = answer(offer, List.of(video, PCMA));
            assertThat(answer.lines().filter(line -> line.startsWith("m=")).count())
                    .isEqualTo(offer.media().size());
        } catch (SdpException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    private static TrackChoice choice(TrackFormat format) throws SdpException {
        return TrackChoice.of(SdpOffer.parse(Offers.chromium()), format, SSRCS).orElseThrow();
    }

    private static String answer(SdpOffer offer, List<TrackFormat> formats) {
        List<TrackChoice> choices =
                formats.stream()
                        .map(format -> TrackChoice.of(offer, format, SSRCS))
                        .flatMap(Optional::stream)
                        .toList();
        InetAddress address = InetAddress.ofLiteral("10.1.2.3");
        return new SdpAnswer("frag", "password", "AB:CD", List.of(address), 5004)
                .write(offer, choices);
    }
}
