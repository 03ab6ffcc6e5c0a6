package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.media.Codec;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.relay.rtsp.client.FakeCameraScript.Auth;
import org.yuanjian.relay.rtsp.client.RecordingReceiver.Packet;

class RtspSourceTest {
    private final SourceFixture fixture = new SourceFixture();
    private final RecordingReceiver receiver = new RecordingReceiver();

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void start_overTcp_bringsTracksAndKeyFrame() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.hasAudio = true)) {
            fixture.start(camera.address(), receiver);

            List<TrackFormat> tracks = receiver.awaitTracks();
            assertThat(tracks)
                    .extracting(TrackFormat::codec)
                    .containsExactly(Codec.H264, Codec.PCMA);
            assertThat(tracks.getFirst().parameterSets()).hasSize(2);
            Packet first = receiver.awaitPacket(0);
            assertThat(first.startsKeyFrame()).isTrue();
            assertThat(first.nalType()).isEqualTo(9);
            assertThat(receiver.awaitPacket(2).bytes()).hasSize(12 + 320);
        }
    }

    @ParameterizedTest
    @EnumSource(Auth.class)
    void start_cameraAsksWhoCalls_isAnswered(Auth auth) throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.auth = auth)) {
            fixture.start(camera.address(), receiver);

            receiver.awaitPacket(0);
            assertThat(camera.accepted()).isEqualTo(1);
            assertThat(fixture.latch().isRefused()).isFalse();
        }
    }

    @Test
    void start_severalChallenges_answersTheStrongest() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.auth = Auth.SEVERAL)) {
            fixture.start(camera.address(), receiver);

            RtspRequest play = camera.await("PLAY");
            assertThat(play.headers().first("Authorization").orElse(""))
                    .startsWith("Digest ")
                    .contains("algorithm=SHA-256", "qop=auth", "nc=0000000");
        }
    }

    @Test
    void start_wrongPassword_triesOnceAndLatches() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.auth = Auth.MD5;
                    script.password = "another";
                })) {
            RtspSource source = fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind())
                    .isEqualTo(StreamFault.Kind.REFUSED_CREDENTIALS);
            assertThat(fixture.latch().isRefused()).isTrue();
            source.hasten();
            fixture.loop().submit(() -> {}).sync();
            assertThat(camera.accepted()).isEqualTo(1);
            // The one without credentials and the one with.
            camera.await("DESCRIBE");
            camera.await("DESCRIBE");
        }
    }

    @Test
    void start_siblingWasRefused_isToldAndDialsNothing() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.latch().refuse("401 Unauthorized");
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().detail()).isEqualTo("401 Unauthorized");
            assertThat(camera.accepted()).isZero();
        }
    }

    @Test
    void start_nonceIsStale_asksAgainWithoutARefusal() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.auth = Auth.SHA256_QOP;
                    script.staleAnswers.set(2);
                })) {
            fixture.start(camera.address(), receiver);

            receiver.awaitPacket(0);
            assertThat(fixture.latch().isRefused()).isFalse();
        }
    }

    @Test
    void start_everyNonceIsStale_givesUpWithoutARefusal() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.auth = Auth.MD5;
                    script.staleAnswers.set(1_000_000);
                })) {
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.PROTOCOL);
            assertThat(fixture.latch().isRefused()).isFalse();
        }
    }

    @Test
    void start_parameterSetsInBandOnly_keyFrameBeginsWithThem() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> script.parameterSetsInBandOnly = true)) {
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitTracks().getFirst().parameterSets()).isEmpty();
            Packet first = receiver.awaitPacket(0);
            assertThat(first.startsKeyFrame()).isTrue();
            assertThat(receiver.awaitPacket(0).nalType()).isEqualTo(7);
        }
    }

    @Test
    void start_redirected_dialsTheOther() throws Exception {
        try (FakeCamera other = FakeCamera.start(script -> script.auth = Auth.MD5);
                FakeCamera camera = FakeCamera.start(script -> {})) {
            camera.script().redirect =
                    Optional.of("rtsp://127.0.0.1:" + other.port() + "/elsewhere?x=1");
            fixture.start(camera.address(), receiver);

            receiver.awaitPacket(0);
            assertThat(other.await("DESCRIBE").uri())
                    .isEqualTo("rtsp://127.0.0.1:" + other.port() + "/elsewhere?x=1");
        }
    }

    @Test
    void start_redirectedToWhatIsNotAllowed_isLost() throws Exception {
        try (FakeCamera other = FakeCamera.start(script -> {});
                FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.allow(address -> address.getPort() == camera.port());
            camera.script().redirect = Optional.of("rtsp://127.0.0.1:" + other.port() + "/");
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.UNREACHABLE);
            assertThat(other.accepted()).isZero();
        }
    }

    @Test
    void start_redirectedToItself_givesUp() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            camera.script().redirect = Optional.of("rtsp://127.0.0.1:" + camera.port() + "/");
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.PROTOCOL);
            assertThat(camera.accepted()).isEqualTo(4);
        }
    }

    @Test
    void start_noCseqInAnswers_playsAllTheSame() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.writesCseq = false)) {
            fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitPacket(0).bytes()).isNotEmpty();
        }
    }

    @Test
    void start_noSessionField_asksWithoutOne() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.session = "")) {
            fixture.start(camera.address(), receiver);

            assertThat(camera.await("PLAY").headers().first("Session")).isEmpty();
            receiver.awaitPacket(0);
        }
    }

    @Test
    void start_absoluteControls_areUsedAsTheyAre() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.sessionControl = "rtsp://nat.example/all";
                    script.trackControl = "rtsp://nat.example/track{track}";
                })) {
            fixture.start(camera.address(), receiver);

            assertThat(camera.await("SETUP").uri()).isEqualTo("rtsp://nat.example/track0");
            assertThat(camera.await("PLAY").uri()).isEqualTo("rtsp://nat.example/all");
        }
    }

    @Test
    void start_contentBaseWithQuery_relativeControlIsAppended() throws Exception {
        String base = "rtsp://127.0.0.1/cam?channel=1&subtype=1/";
        try (FakeCamera camera =
                FakeCamera.start(script -> script.contentBase = Optional.of(base))) {
            fixture.start(camera.address(), receiver);

            assertThat(camera.await("SETUP").uri()).isEqualTo(base + "trackID=0");
            assertThat(camera.await("PLAY").uri()).isEqualTo(base);
        }
    }

    @Test
    void start_trackControlIsStar_setsUpTheStreamItself() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.trackControl = "*")) {
            fixture.start(camera.address(), receiver);

            assertThat(camera.await("SETUP").uri()).isEqualTo(camera.address().uri());
        }
    }

    @Test
    void keepAlive_cameraSpeaksGetParameter_usesIt() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.session = "ab;timeout=2")) {
            fixture.start(camera.address(), receiver);

            camera.await("OPTIONS");
            assertThat(camera.await("GET_PARAMETER").headers().first("Session")).contains("ab");
        }
    }

    @Test
    void keepAlive_cameraForgotTheSession_beginsANewOne() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.session = "ab;timeout=2";
                    script.answers.put(
                            "GET_PARAMETER",
                            "RTSP/1.0 454 Session Not Found\r\nCSeq: {cseq}\r\n\r\n");
                })) {
            RtspSource source = fixture.start(camera.address(), receiver);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.PROTOCOL);
            source.hasten();
            receiver.awaitTracks();
            receiver.awaitTracks();
            assertThat(camera.accepted()).isEqualTo(2);
        }
    }

    @Test
    void keepAlive_cameraSpeaksOptionsOnly_usesThem() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.session = "ab; timeout=2";
                    script.methods = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN";
                })) {
            fixture.start(camera.address(), receiver);

            camera.await("OPTIONS");
            camera.await("OPTIONS");
        }
    }

    @Test
    void stop_whilePlaying_saysGoodBye() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            RtspSource source = fixture.start(camera.address(), receiver);
            receiver.awaitPacket(0);

            source.stop();

            assertThat(camera.await("TEARDOWN").headers().first("Session")).contains("12345678");
        }
    }

    @Test
    void reboot_newNumbers_carryOnWhereTheOldOnesEnded() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.start(camera.address(), receiver);
            Packet before = receiver.awaitPacket(0);

            camera.reboot();

            assertContinuous(before, receiver.awaitPackets(0, 400));
        }
    }

    @Test
    void reconnect_newSession_carriesOnWhereTheOldOneEnded() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            RtspSource source = fixture.start(camera.address(), receiver);
            Packet before = receiver.awaitPackets(0, 20).getLast();

            camera.hangUp();
            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.ENDED);
            source.hasten();
            receiver.awaitTracks();
            receiver.awaitTracks();

            assertContinuous(before, receiver.awaitPackets(0, 200));
        }
    }

    private static void assertContinuous(Packet before, List<Packet> after) {
        Packet last = before;
        for (Packet packet : after) {
            assertThat(packet.sequence()).isEqualTo((last.sequence() + 1) & 0xFFFF);
            assertThat(packet.timestamp() - last.timestamp()).isNotNegative();
            assertThat(packet.ssrc()).isEqualTo(last.ssrc());
            last = packet;
        }
    }

    @Test
    void watch_noFramesForEightSeconds_isLostThoughConnected() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.start(camera.address(), receiver);
            receiver.awaitPacket(0);
            camera.fallSilent();

            fixture.advance(9);

            assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.NO_FRAMES);
        }
    }

    @Test
    void watch_noKeyFrameForAMinute_isLostThoughFramesCome() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.start(camera.address(), receiver);
            receiver.awaitPacket(0);
            camera.script().sendsKeyFrames = false;
            // In steps that no frame age reaches, a frame between each and the next.
            for (int i = 0; i < 9; i++) {
                fixture.advance(7);
                receiver.awaitPackets(0, 50);
            }

            StreamFault fault = receiver.awaitFault();
            assertThat(fault.kind()).isEqualTo(StreamFault.Kind.NO_FRAMES);
            assertThat(fault.detail()).contains("key frame");
        }
    }

    @Test
    void requestKeyFrame_whilePlaying_cameraHearsItsOwnSsrc() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            RtspSource source = fixture.start(camera.address(), receiver);
            // The answer to PLAY has been read once the keep-alive goes out.
            camera.await("OPTIONS");
            receiver.awaitPacket(0);

            source.requestKeyFrame();

            assertThat(camera.awaitKeyFrameRequest()).isEqualTo(0x11111111L);
        }
    }

    @Test
    void senderReport_ofTheCamera_isRenumberedAndOnOurClock() throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> {})) {
            fixture.start(camera.address(), receiver);
            int ssrc = receiver.awaitPacket(0).ssrc();

            Packet report = receiver.awaitPacket(1);

            assertThat(report.bytes()).hasSize(48);
            assertThat(report.intAt(4)).isEqualTo(ssrc);
            assertThat(report.intAt(8))
                    .isEqualTo((int) (SourceFixture.NOW.getEpochSecond() + 2_208_988_800L));
        }
    }

    @Test
    void start_nobodyThere_isUnreachable() throws Exception {
        FakeCamera camera = FakeCamera.start(script -> {});
        RtspAddress address = camera.address();
        camera.close();

        fixture.start(address, receiver);

        assertThat(receiver.awaitFault().kind()).isEqualTo(StreamFault.Kind.UNREACHABLE);
    }
}
