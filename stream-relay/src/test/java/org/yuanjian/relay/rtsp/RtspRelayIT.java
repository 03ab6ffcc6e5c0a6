package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.rtsp.TestPlayer.Answer;
import org.yuanjian.relay.rtsp.TestPlayer.Frame;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.FakeCameraScript;
import org.yuanjian.relay.rtsp.client.FakeCameraScript.Auth;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// The whole way: camera, source, hub, server, player.
class RtspRelayIT {
    private FakeCamera camera = FakeCamera.start(script -> {});
    private RelayFixture node;

    RtspRelayIT() throws InterruptedException {
        node = new RelayFixture(Duration.ofSeconds(15));
    }

    @BeforeEach
    void setUp() {
        node.camera(camera);
    }

    @AfterEach
    void tearDown() {
        node.close();
        camera.close();
    }

    @Test
    void play_overTcp_beginsWithTheKeyFrameAndHasNoGaps() throws Exception {
        try (TestPlayer player = node.player()) {
            player.play(1);

            Frame first = player.frame(0);
            assertThat(first.nalType()).isEqualTo(9);
            assertThat(player.frame(0).nalType()).isEqualTo(7);
            int last = player.frame(0).sequence();
            for (int i = 0; i < 300; i++) {
                int next = player.frame(0).sequence();
                assertThat(next).isEqualTo((last + 1) & 0xFFFF);
                last = next;
            }
        }
    }

    @Test
    void play_warmStream_secondPlayerStartsWithTheCachedKeyFrame() throws Exception {
        try (TestPlayer first = node.player();
                TestPlayer second = node.player()) {
            first.play(1);
            for (int i = 0; i < 20; i++) {
                first.frame(0);
            }
            second.play(1);

            second.frame(0);
            assertThat(second.frame(0).nalType()).isEqualTo(7);
            assertThat(camera.accepted()).isEqualTo(1);
        }
    }

    @Test
    void play_twoTracks_bringsPictureAndSound() throws Exception {
        camera.script().hasAudio = true;
        try (TestPlayer player = node.player()) {
            player.play(2);

            assertThat(player.frame(2).packet()).hasSize(12 + 320);
            assertThat(player.frame(0).packet()).isNotEmpty();
        }
    }

    @Test
    void play_onlyTheSoundOnOtherChannels_bringsNothingElse() throws Exception {
        camera.script().hasAudio = true;
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");
            String transport = "Transport: RTP/AVP/TCP;unicast;interleaved=8-9";
            assertThat(player.ask("SETUP", "&/trackID=1", transport).status()).isEqualTo(200);
            player.ask("PLAY", "");

            for (int i = 0; i < 20; i++) {
                assertThat(player.frame().channel()).isEqualTo(8);
            }
        }
    }

    @Test
    void play_cameraOverUdpWithPassword_plays() throws Exception {
        camera.script().auth = Auth.SHA256_QOP;
        node.camera(RelayFixture.STREAM, camera.address(Transport.UDP));
        try (TestPlayer player = node.player()) {
            player.play(1);

            assertThat(player.frame(0).packet()).isNotEmpty();
        }
    }

    @Test
    void play_cameraComesBack_numbersCarryOn() throws Exception {
        try (TestPlayer player = node.player();
                TestPlayer impatient = node.player()) {
            player.play(1);
            int last = player.frame(0).sequence();
            camera.hangUp();
            // Who joins now hastens the next dial.
            impatient.play(1);
            for (int i = 0; i < 400; i++) {
                int next = player.frame(0).sequence();
                assertThat(next).isEqualTo((last + 1) & 0xFFFF);
                last = next;
            }
        }
    }

    @Test
    void reopen_passwordPutRight_whoWaitsGetsThePicture() throws Exception {
        camera.script().auth = Auth.SHA256_QOP;
        try (TestPlayer player = node.player()) {
            player.play(1);
            int last = player.frame(0).sequence();
            // The keep-alive that follows PLAY would else be the one that is refused.
            camera.await("OPTIONS");
            camera.script().password = "another";
            camera.hangUp();
            ResourceUse.await("a refusal", () -> node.isRefused(RelayFixture.STREAM));

            node.camera(RelayFixture.STREAM, withPassword("another"));
            node.relay.reopen(RelayFixture.STREAM);

            // Frames from before the refusal may still be on their way.
            ResourceUse.await("a third session", () -> camera.accepted() == 3);
            for (int i = 0; i < 400; i++) {
                int next = player.frame(0).sequence();
                assertThat(next).isEqualTo((last + 1) & 0xFFFF);
                last = next;
            }
        }
    }

    private RtspAddress withPassword(String password) {
        RtspAddress known = camera.address();
        return new RtspAddress(
                known.host(),
                known.port(),
                known.path(),
                known.user(),
                password,
                known.transport());
    }

    @Test
    void describe_unknownStream_is404() throws Exception {
        StreamId unknown = new StreamId("44010305001310000009", "sub");
        String uri = "rtsp://127.0.0.1/" + unknown + "?ticket=" + node.ticket(unknown);
        try (TestPlayer player = new TestPlayer(node.address(), uri)) {
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(404);
            // Nothing was opened, and another try on this connection is welcome.
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(404);
            assertThat(node.relay.hubs()).isEmpty();
        }
    }

    @Test
    void describe_cameraRefusesPassword_is503WithoutItsWords() throws Exception {
        camera.script().auth = Auth.MD5;
        camera.script().password = "another";
        try (TestPlayer player = node.player()) {
            Answer answer = player.ask("DESCRIBE", "");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.head()).contains("REFUSED_CREDENTIALS");
        }
    }

    @Test
    void describe_ticketMissing_is401() throws Exception {
        assertTurnedAway("");
    }

    @Test
    void describe_ticketForAnotherStream_is401() throws Exception {
        assertTurnedAway(node.ticket(new StreamId("44010305001310000001", "main")));
    }

    @Test
    void describe_ticketExpired_is401() throws Exception {
        assertTurnedAway(
                node.ticket("t", RelayFixture.STREAM, RelayFixture.NOW, RelayFixture.NODE));
    }

    @Test
    void describe_ticketForAnotherNode_is401() throws Exception {
        Instant expires = RelayFixture.NOW.plusSeconds(60);
        assertTurnedAway(node.ticket("t", RelayFixture.STREAM, expires, "node-2"));
    }

    @Test
    void describe_ticketRevoked_is401() throws Exception {
        node.revoked.add("ticket-1");
        assertTurnedAway(node.ticket(RelayFixture.STREAM));
    }

    @Test
    void describe_ticketUsedOnAnotherConnection_is401() throws Exception {
        String ticket = node.ticket(RelayFixture.STREAM);
        try (TestPlayer first = new TestPlayer(node.address(), node.uri("?ticket=" + ticket));
                TestPlayer second = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
            first.play(1);
            first.frame(0);

            assertThat(second.ask("DESCRIBE", "").status()).isEqualTo(401);
            assertThat(first.frame(0).packet()).isNotEmpty();
        }
        try (TestPlayer later = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
            assertThat(later.ask("DESCRIBE", "").status()).isEqualTo(401);
        }
    }

    @Test
    void options_withTheTicket_doNotUseItUp() throws Exception {
        String ticket = node.ticket(RelayFixture.STREAM);
        for (int i = 0; i < 2; i++) {
            try (TestPlayer asks = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
                assertThat(asks.ask("OPTIONS", "").status()).isEqualTo(200);
            }
        }
        try (TestPlayer player = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(200);
        }
    }

    @Test
    void describe_ticketOfAPlatform_opensManyConnections() throws Exception {
        String uri = node.uri("?ticket=" + node.platformTicket("p"));
        try (TestPlayer first = new TestPlayer(node.address(), uri);
                TestPlayer second = new TestPlayer(node.address(), uri)) {
            assertThat(first.ask("DESCRIBE", "").status()).isEqualTo(200);
            assertThat(second.ask("DESCRIBE", "").status()).isEqualTo(200);

            node.gate.revoke(Revocation.ofTicket("p"));

            first.awaitEnd();
            second.awaitEnd();
        }
    }

    @Test
    void right_runsOut_endsTheSession() throws Exception {
        try (TestPlayer player = node.player()) {
            player.play(1);
            player.frame(0);
            node.now.set(RelayFixture.NOW.plus(Duration.ofMinutes(4)));
            node.gate.renew(List.of("ticket-1"), RelayFixture.NOW.plus(Duration.ofMinutes(9)));
            node.now.set(RelayFixture.NOW.plus(Duration.ofMinutes(6)));
            node.gate.endOverdue();
            for (int i = 0; i < 50; i++) {
                player.frame(0);
            }

            node.now.set(RelayFixture.NOW.plus(Duration.ofMinutes(9)));
            node.gate.endOverdue();

            player.awaitEnd();
        }
    }

    @Test
    void describe_signatureBroken_is401() throws Exception {
        String ticket = node.ticket(RelayFixture.STREAM);
        assertTurnedAway(ticket.substring(0, ticket.length() - 2) + "AA");
    }

    private void assertTurnedAway(String ticket) throws Exception {
        String transport = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1";
        try (TestPlayer player = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
            Answer refused = player.ask("DESCRIBE", "");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).isEmpty();
            assertThat(player.ask("SETUP", "/trackID=0", transport).status()).isEqualTo(455);
            assertThat(player.ask("PLAY", "").status()).isEqualTo(455);
            assertThat(camera.accepted()).isZero();
        }
    }

    @Test
    void describe_refusedThrice_connectionEnds() throws Exception {
        try (TestPlayer player = new TestPlayer(node.address(), node.uri(""))) {
            for (int i = 0; i < 3; i++) {
                assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(401);
            }
            player.awaitEnd();
        }
    }

    @Test
    void describe_bearerTicket_isTaken() throws Exception {
        try (TestPlayer player = new TestPlayer(node.address(), node.uri(""))) {
            String bearer = "Authorization: Bearer " + node.ticket(RelayFixture.STREAM);
            assertThat(player.ask("DESCRIBE", "", bearer).status()).isEqualTo(200);
        }
    }

    @Test
    void revoke_whilePlaying_endsTheSession() throws Exception {
        try (TestPlayer player = node.player()) {
            player.play(1);
            player.frame(0);

            node.gate.revoke(Revocation.ofSession("s1"));

            player.awaitEnd();
        }
    }

    @Test
    void logs_ofAWholeSession_holdNeitherTicketNorPassword() throws Exception {
        camera.script().auth = Auth.BASIC;
        String ticket = node.ticket(RelayFixture.STREAM);
        try (LogCapture log = new LogCapture()) {
            try (TestPlayer player =
                    new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
                player.play(1);
                player.frame(0);
                player.ask("NONSENSE", "");
            }
            sendNonsense(ticket);
            camera.hangUp();
            camera.await("PLAY");
            node.close();

            assertThat(log.lines()).isNotEmpty();
            assertThat(log.lines())
                    .noneMatch(line -> line.contains(ticket))
                    .noneMatch(line -> line.contains(ticket.substring(0, 40)))
                    .noneMatch(line -> line.contains(FakeCameraScript.PASSWORD));
        }
    }

    /// A line that no parser takes, with the ticket in it.
    private void sendNonsense(String ticket) throws Exception {
        try (TestPlayer player = new TestPlayer(node.address(), "?ticket=" + ticket)) {
            player.send("\u0001DESCRIBE x y z", ticket);
            player.awaitEnd();
        }
    }
}
