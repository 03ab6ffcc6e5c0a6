package org.yuanjian.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

class SessionDescriptionTest {
    private static final String HEAD = "v=0\r\ns=x\r\na=control:*\r\n";

    private static TrackFormat format(String media) throws SdpException {
        return SessionDescription.parse(HEAD + media).media().getFirst().format().orElseThrow();
    }

    @Test
    void format_h264_hasItsParameterSets() throws Exception {
        TrackFormat format =
                format(
                        """
                        m=video 0 RTP/AVP 96
                        a=rtpmap:96 H264/90000
                        a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0IA,aM4=
                        """);

        assertThat(format.codec()).isEqualTo(Codec.H264);
        assertThat(format.parameterSets())
                .containsExactly(new byte[] {0x67, 0x42, 0}, new byte[] {0x68, (byte) 0xCE});
        assertThat(format.fmtp()).containsOnlyKeys("packetization-mode");
    }

    @Test
    void format_h265CalledHevc_setsComeInOrder() throws Exception {
        TrackFormat format =
                format(
                        """
                        m=video 0 RTP/AVP 98
                        a=rtpmap:98 HEVC/90000
                        a=fmtp:98 sprop-sps=QgE=;sprop-pps=RAE=;sprop-vps=QAE=
                        """);

        assertThat(format.codec()).isEqualTo(Codec.H265);
        assertThat(format.parameterSets())
                .extracting(set -> (int) set[0])
                .containsExactly(64, 66, 68);
    }

    @Test
    void format_staticAudio_needsNoRtpmap() throws Exception {
        TrackFormat format = format("m=audio 0 RTP/AVP 8\r\n");

        assertThat(format.codec()).isEqualTo(Codec.PCMA);
        assertThat(format.clockRate()).isEqualTo(8000);
        assertThat(format.channels()).isEqualTo(1);
    }

    @Test
    void format_aac_hasItsConfig() throws Exception {
        TrackFormat format =
                format(
                        """
                        m=audio 0 RTP/AVP 97
                        a=rtpmap:97 mpeg4-generic/12000/2
                        a=fmtp:97 mode=AAC-hbr;config=1490
                        """);

        assertThat(format.codec()).isEqualTo(Codec.AAC);
        assertThat(format.channels()).isEqualTo(2);
        assertThat(format.parameterSets()).containsExactly(new byte[] {0x14, (byte) 0x90});
    }

    @Test
    void format_setThatIsNoBase64_isLeftOut() throws Exception {
        TrackFormat format =
                format(
                        """
                        m=video 0 RTP/AVP 96
                        a=rtpmap:96 H264/90000
                        a=fmtp:96 sprop-parameter-sets=Z,aM4=
                        """);

        assertThat(format.parameterSets()).hasSize(1);
    }

    @Test
    void format_codecNotCarried_isEmpty() throws Exception {
        SessionDescription described =
                SessionDescription.parse("m=application 0 RTP/AVP 107\r\na=rtpmap:107 x/90000\r\n");

        assertThat(described.media().getFirst().format()).isEmpty();
    }

    @Test
    void parse_noMedia_isTold() {
        assertThatThrownBy(() -> SessionDescription.parse(HEAD)).isInstanceOf(SdpException.class);
    }

    @Test
    void parse_tooManyLinesOrMedia_isTold() {
        String lines = "a=x\n".repeat(600) + "m=video 0 RTP/AVP 96\n";
        String media = "m=video 0 RTP/AVP 96\n".repeat(20);

        assertThatThrownBy(() -> SessionDescription.parse(lines)).isInstanceOf(SdpException.class);
        assertThatThrownBy(() -> SessionDescription.parse(media)).isInstanceOf(SdpException.class);
    }

    @Test
    void describe_everyCodec_isReadBackAsItWas() throws Exception {
        List<byte[]> h265 = List.of(new byte[] {64, 1}, new byte[] {66, 1}, new byte[] {68, 1});
        List<TrackFormat> tracks =
                List.of(
                        TrackFormat.video(Codec.H264, 96, List.of(new byte[] {0x67, 1, 2})),
                        TrackFormat.video(Codec.H265, 98, h265),
                        new TrackFormat(Codec.PCMU, 0, 8000, 1, Map.of(), List.of()),
                        new TrackFormat(Codec.OPUS, 111, 48_000, 2, Map.of(), List.of()));

        List<MediaDescription> media =
                SessionDescription.parse(SdpWriter.describe("p/sub", tracks)).media();

        for (int i = 0; i < tracks.size(); i++) {
            assertThat(media.get(i).control()).contains("trackID=" + i);
            assertThat(media.get(i).format().orElseThrow())
                    .usingRecursiveComparison()
                    .isEqualTo(tracks.get(i));
        }
    }
}
