package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.fleet.media.FrameStamp;
import org.yuanjian.media.rtp.RtpPacket;

class CameraFleetTest {
    /// Basic, interleaved, begins with a key frame, no sound.
    private static final int CAMERA = 2;

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
    }

    @AfterAll
    static void stop() {
        fleet.close();
        HTTP.close();
    }

    @AfterEach
    void mend() throws Exception {
        control("DELETE", "/faults", "");
    }

    private static RtspPull dial() throws IOException {
        return new RtspPull(fleet.cameras().get(CAMERA - 1), fleet.rtspPort(), true);
    }

    private static HttpResponse<String> control(String method, String path, String body)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + fleet.controlPort() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void fault(String name) throws Exception {
        String order = "{\"fault\":\"%s\",\"cameras\":[%d]}".formatted(name, CAMERA);
        assertThat(control("POST", "/faults", order).body()).isEqualTo("{\"cameras\":1}");
    }

    @Test
    void start_list_holdsEveryCameraForItsOwnerOnly() throws IOException {
        Path list = folder.resolve("cameras.csv");
        assertThat(Files.readAllLines(list)).hasSize(31);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                .isEqualTo("rw-------");
    }

    @Test
    void play_keyFrameCamera_sendsStampedPicturesInOrder() throws IOException {
        try (RtspPull pull = dial().play()) {
            List<FrameStamp> stamps = pull.stamps(5);
            assertThat(stamps).allMatch(stamp -> stamp.sub() && stamp.camera() == CAMERA);
            assertThat(stamps.stream().map(FrameStamp::picture))
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(stamps.getFirst().sentNanos()).isLessThanOrEqualTo(System.nanoTime());
        }
    }

    @Test
    void play_keyFrameRequested_beginsTheGopAnew() throws Exception {
        try (RtspPull pull = dial().play()) {
            pull.stamps(3);
            pull.requestKeyFrame();
            int pictures = 0;
            for (ByteBuf packet = pull.packet();
                    (packet.getByte(12) & 0x1F) != 7;
                    packet = pull.packet()) {
                pictures += RtpPacket.parse(packet, 0, packet.readableBytes()).marker() ? 1 : 0;
            }
            assertThat(pictures).isLessThan(15);
        }
        assertThat(fleet.counters().keyFrameRequests.sum()).isPositive();
    }

    @Test
    void fault_reboot_changesNumbersWithinTheSession() throws Exception {
        try (RtspPull pull = dial().play()) {
            ByteBuf first = pull.packet();
            long ssrc = RtpPacket.parse(first, 0, first.readableBytes()).ssrc();
            fault("reboot");
            long now = ssrc;
            while (now == ssrc) {
                ByteBuf next = pull.packet();
                now = RtpPacket.parse(next, 0, next.readableBytes()).ssrc();
            }
            assertThat(now).isNotEqualTo(ssrc);
        }
    }

    @Test
    void fault_refuse_resetsWhoeverIsThereAndWhoeverComes() throws Exception {
        try (RtspPull pull = dial().play()) {
            fault("refuse");
            assertThatThrownBy(() -> pull.stamps(1000)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> dial().play()).isInstanceOf(IOException.class);
    }

    @Test
    void fault_offAndOnAgain_cutsTheSilentConnection() throws Exception {
        try (RtspPull pull = dial().play()) {
            fault("off");
            control("DELETE", "/faults", "{\"fault\":\"off\"}");
            assertThatThrownBy(() -> pull.stamps(1000)).isInstanceOf(IOException.class);
        }
        try (RtspPull again = dial().play()) {
            assertThat(again.stamps(1)).hasSize(1);
        }
    }

    @Test
    void fault_password_isRefused() throws Exception {
        fault("password");
        try (RtspPull pull = dial()) {
            assertThat(pull.ask("DESCRIBE", "", "")).isEqualTo(401);
        }
        assertThat(control("GET", "/faults", "").body()).isEqualTo("{\"password\":1}");
    }

    @Test
    void fault_sizeAndLook_beginWithNewParameterSets() throws Exception {
        for (String name : List.of("size", "black")) {
            try (RtspPull pull = dial().play()) {
                pull.stamps(1);
                fault(name);
                while ((pull.packet().getByte(12) & 0x1F) != 7) {
                    assertThat(fleet.counters().playing.get()).isPositive();
                }
            }
        }
    }

    @Test
    void control_wrongOrders_areAnswered() throws Exception {
        assertThat(control("POST", "/faults", "{\"fault\":\"none\"}").statusCode()).isEqualTo(400);
        assertThat(control("POST", "/faults", "{").statusCode()).isEqualTo(400);
        assertThat(control("GET", "/cameras/99", "").statusCode()).isEqualTo(404);
        assertThat(control("GET", "/cameras/x", "").statusCode()).isEqualTo(400);
        assertThat(control("GET", "/cameras/2", "").body()).contains("\"login\":\"basic\"");
        assertThat(control("GET", "/stats", "").body()).contains("\"cameras\":30");
    }
}
