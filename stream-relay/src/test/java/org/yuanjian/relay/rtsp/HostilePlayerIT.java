package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.relay.rtsp.TestPlayer.Answer;
import org.yuanjian.relay.rtsp.client.FakeCamera;

/// Players that keep to no rule: each is answered or ends, and the others see nothing of it.
class HostilePlayerIT {
    private static final String TCP = "Transport: RTP/AVP/TCP;unicast;interleaved=";

    private final FakeCamera camera = FakeCamera.start(script -> script.hasAudio = true);
    private final RelayFixture node = new RelayFixture(java.time.Duration.ofSeconds(15));

    HostilePlayerIT() throws InterruptedException {}

    @BeforeEach
    void setUp() {
        node.camera(camera);
    }

    @AfterEach
    void tearDown() {
        node.close();
        camera.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/trackID=2, 404",
        "/trackID=9, 404",
        "/trackID=12, 404",
        "/trackID=999, 404",
        "/trackID=-1, 459",
        "'', 459"
    })
    void setup_noSuchTrack_isRefused(String control, int status) throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");

            assertThat(player.ask("SETUP", control, TCP + "0-1").status()).isEqualTo(status);
            assertThat(player.ask("PLAY", "").status()).isEqualTo(455);
        }
    }

    @Test
    void setup_anotherStreamThanTheTicketNames_is404() throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");
            String other = "rtsp://127.0.0.1/44010305001310000001/main/trackID=0";

            assertThat(player.askFor("SETUP", other, TCP + "0-1").status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"255-256", "256-257", "999-1000", "1234-1235", "99999999999-0"})
    void setup_channelBeyondAByte_isRefused(String channels) throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");

            Answer answer = player.ask("SETUP", "/trackID=0", TCP + channels);

            assertThat(answer.status()).isEqualTo(461);
        }
    }

    @Test
    void setup_lastChannels_areTaken() throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");
            assertThat(player.ask("SETUP", "/trackID=0", TCP + "254-255").status()).isEqualTo(200);
            player.ask("PLAY", "");

            assertThat(player.frame(254).packet()).isNotEmpty();
        }
    }

    @Test
    void setup_channelOfAnotherTrack_isRefused() throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");
            assertThat(player.ask("SETUP", "/trackID=0", TCP + "4-5").status()).isEqualTo(200);

            assertThat(player.ask("SETUP", "/trackID=1", TCP + "4-5").status()).isEqualTo(461);
            assertThat(player.ask("SETUP", "/trackID=1", TCP + "5-6").status()).isEqualTo(461);
            assertThat(player.ask("SETUP", "/trackID=1", TCP + "3-4").status()).isEqualTo(461);
            assertThat(player.ask("SETUP", "/trackID=1", TCP + "6-7").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-1", "65535-65536", "123456-123457", "99999999999-0"})
    void setup_portBeyondAll_isRefused(String ports) throws Exception {
        try (TestPlayer player = node.player()) {
            player.ask("DESCRIBE", "");
            String transport = "Transport: RTP/AVP;unicast;client_port=" + ports;

            assertThat(player.ask("SETUP", "/trackID=0", transport).status()).isEqualTo(461);
        }
    }

    @Test
    void setup_hundredTimes_lastOneCounts() throws Exception {
        try (TestPlayer player = node.player();
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            player.ask("DESCRIBE", "");
            for (int i = 0; i < 100; i++) {
                String ports = "client_port=" + (2 * i + 20_000) + "-" + (2 * i + 20_001);
                String transport = "Transport: RTP/AVP;unicast;" + ports;
                assertThat(player.ask("SETUP", "/trackID=0", transport).status()).isEqualTo(200);
            }
            assertThat(player.ask("SETUP", "/trackID=0", TCP + "0-1").status()).isEqualTo(461);
            int port = socket.getLocalPort();
            String last = "Transport: RTP/AVP;unicast;client_port=" + port + "-" + (port + 1);
            player.ask("SETUP", "/trackID=0", last);
            player.ask("PLAY", "");

            socket.setSoTimeout(20_000);
            socket.receive(new java.net.DatagramPacket(new byte[2048], 2048));
        }
    }

    @Test
    void play_beforeAnythingElse_is455() throws Exception {
        try (TestPlayer player = node.player()) {
            assertThat(player.ask("PLAY", "").status()).isEqualTo(455);
            assertThat(player.ask("SETUP", "/trackID=0", TCP + "0-1").status()).isEqualTo(455);
            player.ask("DESCRIBE", "");
            assertThat(player.ask("PLAY", "").status()).isEqualTo(455);
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(455);
        }
    }

    @Test
    void requests_inOneWrite_areAnsweredInOrder() throws Exception {
        try (TestPlayer player = node.player()) {
            player.pipeline(
                    player.request("DESCRIBE", ""),
                    player.request("OPTIONS", ""),
                    player.request("SETUP", "/trackID=0", TCP + "0-1"),
                    player.request("SETUP", "/trackID=1", TCP + "2-3"),
                    player.request("PLAY", ""));

            for (int cseq = 1; cseq <= 5; cseq++) {
                Answer answer = player.answer();
                assertThat(answer.status()).as(answer.head()).isEqualTo(200);
                assertThat(answer.head()).contains("CSeq: " + cseq + "\r\n");
            }
            assertThat(player.frame(0).packet()).isNotEmpty();
        }
    }

    @Test
    void requests_thousandBehindADescribe_endTheConnection() throws Exception {
        camera.script().answers.put("DESCRIBE", "");
        try (TestPlayer player = node.player()) {
            player.send("DESCRIBE", "");
            for (int i = 0; i < 1000 && player.trySend("OPTIONS"); i++) {
                // Until the relay has had enough.
            }
            player.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4294967295", "99999999999999999999"})
    void cseq_however_comesBackAsItWas(String cseq) throws Exception {
        try (TestPlayer player = node.player()) {
            player.pipeline("OPTIONS * RTSP/1.0\r\nCSeq: " + cseq + "\r\n\r\n");

            assertThat(player.answer().head()).contains("\r\nCSeq: " + cseq + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "CSeq: x\r\n", "CSeq: 1 2\r\n", "CSeq: 999999999999999999999\r\n"})
    void cseq_none_isAnsweredWithoutOne(String field) throws Exception {
        try (TestPlayer player = node.player()) {
            player.pipeline("OPTIONS * RTSP/1.0\r\n" + field + "\r\n");

            assertThat(player.answer().head()).contains("200 OK").doesNotContain("CSeq");
        }
    }

    @Test
    void ticket_everyCharacterEncoded_isTaken() throws Exception {
        StringBuilder encoded = new StringBuilder();
        for (byte b : node.ticket(RelayFixture.STREAM).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format(java.util.Locale.ROOT, "%%%02X", b));
        }
        try (TestPlayer player =
                new TestPlayer(node.address(), node.uri("?a=b&ticket=" + encoded))) {
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%0", "%zz", "%00", "%E4%BD%A0", "a.b.c", "."})
    void ticket_nonsense_isRefused(String ticket) throws Exception {
        try (TestPlayer player = new TestPlayer(node.address(), node.uri("?ticket=" + ticket))) {
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(401);
        }
    }

    @Test
    void ticket_encodedTwice_isRefused() throws Exception {
        String once = node.ticket(RelayFixture.STREAM).replace(".", "%2E");
        String twice = URLEncoder.encode(once, StandardCharsets.UTF_8);
        try (TestPlayer player = new TestPlayer(node.address(), node.uri("?ticket=" + twice))) {
            assertThat(player.ask("DESCRIBE", "").status()).isEqualTo(401);
        }
    }

    @Test
    void teardown_midBurst_endsTheConnectionAndLetsOthersBe() throws Exception {
        try (TestPlayer stays = node.player()) {
            stays.play(2);
            for (int i = 0; i < 50; i++) {
                try (TestPlayer player = node.player()) {
                    player.play(2);
                    player.frame(0);
                    player.send("TEARDOWN", "");
                    player.awaitEnd();
                }
            }
            int last = stays.frame(0).sequence();
            for (int i = 0; i < 100; i++) {
                int next = stays.frame(0).sequence();
                assertThat(next).isEqualTo((last + 1) & 0xFFFF);
                last = next;
            }
        }
    }

    @Test
    void read_never_costsTheOthersNothing() throws Exception {
        camera.script().frameMillis = 1;
        try (TestPlayer deaf = node.player();
                TestPlayer player = node.player()) {
            deaf.play(2);
            player.play(2);
            int last = player.frame(0).sequence();
            for (int i = 0; i < 3000; i++) {
                int next = player.frame(0).sequence();
                assertThat(next).isEqualTo((last + 1) & 0xFFFF);
                last = next;
            }
        }
    }

    @Test
    void request_halfOfIt_getsNoAnswerAndIsForgotten() throws Exception {
        try (TestPlayer player = node.player()) {
            player.pipeline("DESCRIBE " + node.uri("") + " RTSP/1.0\r\nCSe");
        }
        try (TestPlayer player = node.player()) {
            player.pipeline("OPTIONS * RTSP/1.0\r\nContent-Length: 99999999\r\n\r\n");
            player.awaitEnd();
        }
        assertThat(camera.accepted()).isZero();
    }
}
