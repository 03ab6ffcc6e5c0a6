package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspMessageDecoder;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.relay.rtsp.client.RecordingReceiver.Packet;

/// What cameras answer in the wild: written by us, one quirk a file, and, where they are there,
/// recorded ones.
class CameraAnswersTest {
    private static final Path RECORDED =
            Path.of(
                    System.getProperty("yuanjian.root", ".."),
                    "../shared/corpus/rtsp/retina-vendor-responses");

    @ParameterizedTest
    @CsvSource({
        "DESCRIBE, describe-bare-line-ends.txt",
        "DESCRIBE, describe-relative-content-base.txt",
        "SETUP, setup-other-channels.txt",
        "SETUP, setup-no-transport.txt",
        "PLAY, play-blank-lines.txt"
    })
    void start_quirk_playsAllTheSame(String method, String file) throws Exception {
        RecordingReceiver receiver = new RecordingReceiver();
        try (FakeCamera camera = FakeCamera.start(script -> {});
                SourceFixture fixture = new SourceFixture()) {
            // A scripted answer to PLAY starts no clip: that one is played by the next request.
            camera.script().answers.put(method, text(file));
            fixture.start(camera.address(), receiver);
            if (method.equals("PLAY")) {
                camera.await("OPTIONS");
            } else {
                Packet packet = receiver.awaitPacket(0);
                assertThat(packet.bytes()).isNotEmpty();
            }
            assertThat(receiver.waitingFaults()).isZero();
        }
    }

    private static String text(String file) throws IOException {
        try (InputStream in = CameraAnswersTest.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static RtspResponse recorded(String file) throws IOException {
        assumeTrue(Files.isDirectory(RECORDED), "the recorded answers are not here");
        EmbeddedChannel channel = new EmbeddedChannel(new RtspMessageDecoder());
        channel.writeInbound(Unpooled.wrappedBuffer(Files.readAllBytes(RECORDED.resolve(file))));
        RtspResponse response = Objects.requireNonNull(channel.readInbound());
        channel.finishAndReleaseAll();
        return response;
    }

    @Test
    void recorded_h264WithAac_hasBothTracksAndTheirControls() throws Exception {
        RtspSession session =
                RtspSession.of("rtsp://a/", recorded("dahua_describe_h264_aac_onvif.txt"));
        String base =
                "rtsp://192.168.5.111:554/cam/realmonitor?channel=1&subtype=1&unicast=true&proto=Onvif/";

        assertThat(session.aggregateUri()).isEqualTo(base);
        assertThat(session.tracks())
                .extracting(RtspSession.Track::controlUri)
                .containsExactly(base + "trackID=0", base + "trackID=1");
        List<TrackFormat> formats = session.formats();
        assertThat(formats).extracting(TrackFormat::codec).containsExactly(Codec.H264, Codec.AAC);
        assertThat(formats.getFirst().parameterSets()).hasSize(2);
        assertThat(formats.getLast().clockRate()).isEqualTo(48_000);
        assertThat(formats.getLast().parameterSets())
                .containsExactly(new byte[] {0x11, (byte) 0x88});
    }

    @Test
    void recorded_h265WithAlaw_hasSetsInOrder() throws Exception {
        RtspSession session = RtspSession.of("rtsp://a/", recorded("dahua_describe_h265_pcma.txt"));

        assertThat(session.formats())
                .extracting(TrackFormat::codec)
                .containsExactly(Codec.H265, Codec.PCMA);
        assertThat(session.formats().getFirst().parameterSets())
                .extracting(set -> set[0] >> 1)
                .containsExactly(32, 33, 34);
    }

    @Test
    void recorded_soundBeforePicture_keepsTheOrder() throws Exception {
        RtspSession session = RtspSession.of("rtsp://a/", recorded("bunny_describe.txt"));

        assertThat(session.formats())
                .extracting(TrackFormat::codec)
                .containsExactly(Codec.AAC, Codec.H264);
        assertThat(session.tracks().getFirst().controlUri()).endsWith(".mov/trackID=1");
    }

    @Test
    void recorded_setUpAndPlay_areRead() throws Exception {
        RtspResponse setUp = recorded("bunny_setup.txt");

        assertThat(setUp.headers().first("Session").map(SessionField.NONE::updated))
                .contains(new SessionField("1642021126", 60));
        assertThat(RtspTransport.parse(setUp.headers().first("Transport").orElse("")).interleaved())
                .isZero();
        assertThat(recorded("bad_rtptime.txt").isSuccess()).isTrue();
    }

    @Test
    void recorded_every_isAnAnswerWithATypedOutcome() throws Exception {
        assumeTrue(Files.isDirectory(RECORDED), "the recorded answers are not here");
        try (var files = Files.list(RECORDED)) {
            for (Path file : files.toList()) {
                RtspResponse response = recorded(file.getFileName().toString());
                assertThat(response.isSuccess()).as(file.toString()).isTrue();
                if (file.toString().contains("describe")) {
                    assertThat(RtspSession.of("rtsp://a/", response).tracks()).isNotEmpty();
                }
            }
        }
    }
}
