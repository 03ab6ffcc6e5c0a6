package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// Movement, events and pictures of devices that are not as the standard says.
@SuppressWarnings("NullAway.Init") // made before each test
class ServiceDialectTest {
    private FakeDevice device;
    private OnvifDevice client;

    @BeforeEach
    void start() throws Exception {
        device = new FakeDevice();
        client = device.client(DeviceTarget.at("127.0.0.1", device.port(), null));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void ptz_timeoutRefused_movesWithoutItFromThenOn() throws Exception {
        withService("ver20/ptz", "/onvif/ptz");
        device.answer(
                "ContinuousMove",
                request ->
                        request.value("Timeout").isEmpty()
                                ? Answer.body("<r:ContinuousMoveResponse/>")
                                : Answer.fault(400, "ter:InvalidArgVal", "Timeout"));
        PtzService ptz = client.ptz("p");

        ptz.move(new PtzVector(0.5, 0, 0), Duration.ofSeconds(2));
        ptz.move(new PtzVector(0.5, 0, 0), Duration.ofSeconds(2));

        assertThat(device.operations().stream().filter("ContinuousMove"::equals)).hasSize(3);
    }

    @Test
    void ptz_stop_saidInBothWays() throws Exception {
        withService("ver20/ptz", "/onvif/ptz");
        device.answer("Stop", Answer.body("<r:StopResponse/>"))
                .answer("ContinuousMove", Answer.body("<r:ContinuousMoveResponse/>"));

        client.ptz("p").stop();

        assertThat(device.operations()).endsWith("Stop", "ContinuousMove");
        assertThat(device.asked().getLast().body()).contains("x=\"0.0000\" y=\"0.0000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT60S", "2026-"})
    void pullPoint_onlyOneFormOfTimes_found(String taken) throws Exception {
        withService("ver10/events", "/onvif/events");
        device.answer(
                "CreatePullPointSubscription",
                request ->
                        request.value("InitialTerminationTime").startsWith(taken)
                                ? Answer.body(
                                        "<r:CreatePullPointSubscriptionResponse><r:SubscriptionReference><a:Address>"
                                                + device.url("/sub/1")
                                                + "</a:Address></r:SubscriptionReference></r:CreatePullPointSubscriptionResponse>")
                                : Answer.fault(400, "ter:InvalidArgVal", "time"));
        device.answer("PullMessages", Answer.body("<r:PullMessagesResponse/>"));

        try (PullPoint point = client.listen()) {
            assertThat(point.pull(Duration.ofSeconds(1), 10)).isEmpty();
        }

        assertThat(device.operations()).endsWith("PullMessages", "Unsubscribe");
        assertThat(device.asked().getLast().body()).contains(">" + device.url("/sub/1") + "<");
    }

    @Test
    void pullPoint_halfItsTimeIsOver_renewed() throws Exception {
        withService("ver10/events", "/onvif/events");
        device.answer("CreatePullPointSubscription", subscription("2026-03-01T08:00:20Z"))
                .answer("PullMessages", Answer.body("<r:PullMessagesResponse/>"))
                .answer("Renew", Answer.body("<r:RenewResponse/>"));
        try (PullPoint point = client.listen()) {
            device.pass(Duration.ofSeconds(9));
            point.pull(Duration.ofSeconds(1), 10);
            assertThat(device.operations()).doesNotContain("Renew");
            device.pass(Duration.ofSeconds(2));
            point.pull(Duration.ofSeconds(1), 10);
        }

        assertThat(device.operations())
                .endsWith("PullMessages", "Renew", "PullMessages", "Unsubscribe");
    }

    @Test
    void pullPoint_lostWhenTheDeviceStartsAnew_typedError() throws Exception {
        withService("ver10/events", "/onvif/events");
        device.answer("CreatePullPointSubscription", subscription("2026-03-01T08:01:00Z"))
                .answer("PullMessages", Answer.fault(400, "ter:InvalidArgVal", "no such point"));
        PullPoint point = client.listen();

        OnvifException e =
                catchThrowableOfType(
                        OnvifException.class, () -> point.pull(Duration.ofSeconds(1), 10));

        assertThat(e.kind()).isEqualTo(Kind.FAULT);
        assertThat(e.words()).isEqualTo("no such point");
    }

    private Answer subscription(String until) {
        return Answer.body(
                "<r:CreatePullPointSubscriptionResponse><r:SubscriptionReference><a:Address>"
                        + device.url("/sub/1")
                        + "</a:Address></r:SubscriptionReference>"
                        + "<w:CurrentTime>2026-03-01T08:00:00Z</w:CurrentTime><w:TerminationTime>"
                        + until
                        + "</w:TerminationTime></r:CreatePullPointSubscriptionResponse>");
    }

    @Test
    void snapshot_otherSignInThanTheServices() throws Exception {
        OnvifDevice signing = device.client("admin", "secret");
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};
        device.guard(request -> {
            String expected =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            "admin:secret".getBytes(StandardCharsets.UTF_8));
            return request.method().equals("GET")
                            && !request.field("Authorization").equals(expected)
                    ? Answer.of(401, "").with("WWW-Authenticate", "Basic realm=\"p\"")
                    : null;
        });
        device.answer("/picture?1", new Answer(200, Map.of("Content-Type", "image/jpeg"), jpeg));

        assertThat(signing.media().snapshot(URI.create(device.url("/picture?1")))).isEqualTo(jpeg);
    }

    @Test
    void snapshot_noJpeg_typedError() {
        device.answer(
                "/picture",
                Answer.of(200, "<html>sign in</html>").with("Content-Type", "text/html"));

        OnvifException e =
                catchThrowableOfType(
                        OnvifException.class,
                        () -> client.media().snapshot(URI.create(device.url("/picture"))));

        assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
    }

    private void withService(String namespace, String path) {
        device.answer("GetServices", FakeDevice.service(namespace, device.url(path)));
    }
}
