package org.yuanjian.benchmark.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.fleet.media.FrameStamp;
import org.yuanjian.media.rtp.RtpPacket;

/// Faults of the connection and of the session, each on a stream that plays.
class SessionFaultTest {
    /// Basic, interleaved, begins with a key frame, no sound.
    private static final int CAMERA = 2;

    private static final int TICKS = 90_000 / 15;
    private static final int SILENCE_MILLIS = 400;
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir static Path folder;

    private static CameraFleet fleet;
    private static SimulatedCamera camera;
    private static FleetOrders orders;

    @BeforeAll
    static void start() throws IOException {
        fleet = TestFleet.start(folder);
        camera = fleet.cameras().get(CAMERA - 1);
        orders = new FleetOrders(fleet);
    }

    @AfterAll
    static void stop() {
        orders.close();
        fleet.close();
    }

    @AfterEach
    void mend() throws Exception {
        orders.mend();
    }

    private static RtspPull dial() throws IOException {
        return new RtspPull(camera, fleet.rtspPort(), true);
    }

    @Test
    void off_whilePlaying_isSilentAndThenResets() throws Exception {
        try (RtspPull pull = dial().play()) {
            pull.stamps(1);
            orders.begin("off", CAMERA);
            pull.withPatience(SILENCE_MILLIS);
            // No FIN: that would end the reading at once.
            assertThatThrownBy(() -> pull.ask("OPTIONS", "", ""))
                    .isInstanceOf(SocketTimeoutException.class);
            try (RtspPull late = dial().withPatience(SILENCE_MILLIS)) {
                assertThatThrownBy(() -> late.ask("OPTIONS", "", ""))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            orders.mend();
            assertThatThrownBy(() -> pull.ask("OPTIONS", "", ""))
                    .isInstanceOf(SocketException.class);
        }
        try (RtspPull again = dial().play()) {
            assertThat(again.stamps(1)).hasSize(1);
        }
    }

    @Test
    void refuse_whilePlaying_resetsOpenAndNewConnections() throws Exception {
        try (RtspPull pull = dial().play()) {
            orders.begin("refuse", CAMERA);
            assertThatThrownBy(() -> pull.stamps(1000)).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(
                        () -> {
                            try (RtspPull late = dial()) {
                                late.play();
                            }
                        })
                .isInstanceOf(SocketException.class);
    }

    @Test
    void stall_whilePlaying_answersWithoutFrames() throws Exception {
        try (RtspPull pull = dial().play()) {
            List<RtpPacket> last = pull.picture();
            orders.begin("stall", CAMERA);
            pull.catchUp();
            long due = camera.droppedPictures.sum() + 5;
            while (camera.droppedPictures.sum() < due) {
                assertThat(pull.ask("OPTIONS", "", "").status()).isEqualTo(200);
                assertThat(pull.hasWaiting()).isFalse();
            }
            orders.mend();
            List<RtpPacket> next = pull.picture();
            assertThat(next.getFirst().payloadByte(0) & 0x1F).as("begins with an SPS").isEqualTo(7);
            long missed = RtspPull.stamp(next).picture() - RtspPull.stamp(last).picture();
            assertThat(missed).isGreaterThan(5);
            assertThat(next.getFirst().timestamp() - last.getFirst().timestamp() & 0xFFFF_FFFFL)
                    .isEqualTo(missed * TICKS);
            assertThat(next.getFirst().ssrc()).isEqualTo(last.getFirst().ssrc());
        }
    }

    @Test
    void stall_withAnEnd_endsByItself() throws Exception {
        try (RtspPull pull = dial().play()) {
            pull.stamps(1);
            orders.send(
                    "POST",
                    "/faults",
                    "{\"fault\":\"stall\",\"cameras\":[%d],\"seconds\":0.3}".formatted(CAMERA));
            pull.catchUp();
            assertThat(pull.stamps(1)).hasSize(1);
            assertThat(camera.faults()).isEmpty();
        }
    }

    @Test
    void slow_whilePlaying_answersLateAndSendsAQuarter() throws Exception {
        try (RtspPull pull = dial().play()) {
            pull.stamps(1);
            orders.begin("slow", CAMERA);
            long asked = System.nanoTime();
            assertThat(pull.ask("OPTIONS", "", "").status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(seconds(1.9));
            pull.picture();
            List<RtpPacket> one = pull.picture();
            List<RtpPacket> other = pull.picture();
            assertThat(other.getFirst().timestamp() - one.getFirst().timestamp() & 0xFFFF_FFFFL)
                    .isEqualTo(4 * TICKS);
            FrameStamp sent = RtspPull.stamp(one);
            assertThat(Duration.ofNanos(RtspPull.stamp(other).sentNanos() - sent.sentNanos()))
                    .isBetween(seconds(.1), seconds(1));
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    @Test
    void clock_newSession_tellsATimeLongPast() throws Exception {
        try (RtspPull pull = dial().play()) {
            assertThat(date(pull)).isCloseTo(CLOCK.instant(), within(1, ChronoUnit.MINUTES));
            assertThat(ntp(pull)).isCloseTo(CLOCK.instant(), within(1, ChronoUnit.MINUTES));
        }
        orders.begin("clock", CAMERA);
        Instant sixYearsAgo = CLOCK.instant().minus(6 * 365, ChronoUnit.DAYS);
        try (RtspPull pull = dial().play()) {
            assertThat(date(pull)).isCloseTo(sixYearsAgo, within(4, ChronoUnit.DAYS));
            assertThat(ntp(pull)).isCloseTo(sixYearsAgo, within(4, ChronoUnit.DAYS));
            assertThat(pull.stamps(1)).hasSize(1);
        }
    }

    private static Instant date(RtspPull pull) throws IOException {
        String date = pull.ask("OPTIONS", "", "").header("Date");
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }

    /// Time of the next sender report, seconds since 1900 in its upper half.
    private static Instant ntp(RtspPull pull) throws IOException {
        return Instant.ofEpochSecond((pull.report().ntpTimestamp() >>> 32) - 2_208_988_800L);
    }

    @Test
    void password_whilePlaying_isAskedOfNewSessionsOnly() throws Exception {
        try (RtspPull pull = dial().play();
                RtspPull open = dial()) {
            orders.begin("password", CAMERA);
            assertThat(pull.ask("DESCRIBE", "", "").status()).isEqualTo(200);
            pull.catchUp();
            assertThat(pull.stamps(1)).hasSize(1);
            assertThat(open.ask("DESCRIBE", "", "").status()).isEqualTo(401);
            try (RtspPull late = dial()) {
                assertThat(late.ask("DESCRIBE", "", "").status()).isEqualTo(401);
                assertThat(orders.send("GET", "/faults", "").body()).isEqualTo("{\"password\":1}");
                orders.mend();
                assertThat(late.play().stamps(1)).hasSize(1);
            }
        }
    }
}
