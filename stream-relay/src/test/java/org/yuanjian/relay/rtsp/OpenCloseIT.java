package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.ResourceUse;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.Subscription;
import org.yuanjian.relay.rtsp.client.FakeCamera;
import org.yuanjian.relay.rtsp.client.FakeCameraScript.Auth;
import org.yuanjian.relay.rtsp.client.RtspAddress.Transport;

/// Streams of good and bad cameras are opened and let go a thousand times; nothing of them stays.
@Tag("long")
class OpenCloseIT {
    private static final int ROUNDS = 200;
    private static final int WARM_UP = 20;
    private static final Map<String, String> OUTCOMES =
            Map.of(
                    "good", "playing",
                    "datagrams", "playing",
                    "redirecting", "playing",
                    "refusing", "REFUSED_CREDENTIALS");
    private static final StreamId HALF = stream("half");

    private final FakeCamera good = FakeCamera.start(script -> script.hasAudio = true);
    private final FakeCamera refusing =
            FakeCamera.start(script -> {
                script.auth = Auth.SHA256_QOP;
                script.password = "another";
            });
    private final FakeCamera redirecting = FakeCamera.start(script -> {});
    private final FakeCamera half =
            FakeCamera.start(script ->
                    script.answers.put(
                            "SETUP", "RTSP/1.0 200 OK\r\nCSeq: {cseq}\r\nTransport: RTP/A"));
    private final RelayFixture node = new RelayFixture(Duration.ZERO);

    OpenCloseIT() throws InterruptedException {}

    private static StreamId stream(String point) {
        return new StreamId(point, "main");
    }

    @BeforeEach
    void setUp() {
        redirecting.script().redirect = Optional.of(good.address().uri());
        node.camera(stream("good"), good.address());
        node.camera(stream("datagrams"), good.address(Transport.UDP));
        node.camera(stream("refusing"), refusing.address());
        node.camera(stream("redirecting"), redirecting.address());
        node.camera(HALF, half.address());
    }

    @AfterEach
    void tearDown() {
        node.close();
        List.of(good, refusing, redirecting, half).forEach(FakeCamera::close);
    }

    @Test
    void join_thousandTimes_leavesThreadsHandlesAndMemoryAsTheyWere() throws Exception {
        rounds(WARM_UP);
        ResourceUse before = ResourceUse.now();

        rounds(ROUNDS);

        before.assertNoMore();
        // As often as they were opened, and once more for each redirect.
        assertThat(good.accepted()).isEqualTo(3 * (ROUNDS + WARM_UP));
        assertThat(refusing.accepted()).isEqualTo(ROUNDS + WARM_UP);
    }

    private void rounds(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            node.camera(stream("refusing"), refusing.address());
            List<Visit> visits = OUTCOMES.keySet().stream().map(this::visit).toList();
            Subscription halfWay = node.relay.join(HALF, new Outcome(node.loop()));
            for (Visit visit : visits) {
                assertThat(visit.outcome().first.get(20, TimeUnit.SECONDS))
                        .isEqualTo(OUTCOMES.get(visit.point()));
                visit.place().leave();
            }
            half.await("SETUP");
            halfWay.leave();
            awaitSilence();
        }
    }

    private record Visit(String point, Outcome outcome, Subscription place) {}

    private Visit visit(String point) {
        Outcome outcome = new Outcome(node.loop());
        return new Visit(point, outcome, node.relay.join(stream(point), outcome));
    }

    private void awaitSilence() throws Exception {
        ResourceUse.await("hubs close", () -> node.relay.hubs().isEmpty());
        ResourceUse.await(
                "connections end",
                () ->
                        good.connections()
                                        + refusing.connections()
                                        + redirecting.connections()
                                        + half.connections()
                                == 0);
    }

    /// What became of a stream, in a word.
    private static final class Outcome extends StreamWriter {
        private final CompletableFuture<String> first = new CompletableFuture<>();

        Outcome(EventLoop loop) {
            super(loop);
        }

        @Override
        public void onTracks(List<TrackFormat> tracks) {}

        @Override
        public void onBurst(RtpBurst burst) {
            first.complete("playing");
        }

        @Override
        public void onFault(StreamFault fault) {
            first.complete(fault.kind().name());
        }
    }
}
