package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.rtsp.client.FakeCameraScript.Auth;

class RtspProbeTest {
    private final EventLoopGroup loops = NettyTransport.best().group(1, "probe");
    private final SourceFixture.Latch latch = new SourceFixture.Latch();

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private Optional<RtspException> ask(RtspAddress address, Predicate<InetSocketAddress> allowed)
            throws Exception {
        RtspProbe probe =
                new RtspProbe(loops.next(), NettyTransport.best(), allowed, Duration.ofMillis(400));
        CompletableFuture<Optional<RtspException>> answer = new CompletableFuture<>();
        probe.describe(
                new RtspAccess(address, latch), why -> answer.complete(Optional.ofNullable(why)));
        return answer.get(20, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(Auth.class)
    void describe_camerasOfAllLogins_wouldPlay(Auth auth) throws Exception {
        try (FakeCamera camera = FakeCamera.start(script -> script.auth = auth)) {
            assertThat(ask(camera.address(), _ -> true)).isEmpty();
        }
    }

    @Test
    void describe_wrongPassword_closesTheLatchAndAsksNoMore() throws Exception {
        try (FakeCamera camera =
                FakeCamera.start(script -> {
                    script.auth = Auth.MD5;
                    script.password = "another";
                })) {
            assertThat(ask(camera.address(), _ -> true))
                    .map(RtspException::kind)
                    .contains(Kind.REFUSED);
            assertThat(latch.isRefused()).isTrue();
            int before = camera.accepted();
            assertThat(ask(camera.address(), _ -> true))
                    .map(RtspException::kind)
                    .contains(Kind.REFUSED);
            assertThat(camera.accepted()).isEqualTo(before);
        }
    }

    @Test
    void describe_silence_endsAfterItsPatience() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            RtspAddress address =
                    new RtspAddress(
                            "127.0.0.1",
                            silent.getLocalPort(),
                            "/",
                            "",
                            "",
                            RtspAddress.Transport.TCP);
            assertThat(ask(address, _ -> true))
                    .map(RtspException::getMessage)
                    .contains("DESCRIBE not answered in 400 ms");
        }
    }

    @Test
    void describe_addressNotAllowed_isNotDialled() throws Exception {
        try (FakeCamera camera = FakeCamera.start(_ -> {})) {
            assertThat(ask(camera.address(), _ -> false))
                    .map(RtspException::kind)
                    .contains(Kind.UNREACHABLE);
            assertThat(camera.accepted()).isZero();
        }
    }
}
