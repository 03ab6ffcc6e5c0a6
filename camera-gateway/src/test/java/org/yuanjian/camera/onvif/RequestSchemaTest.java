package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.FakeDevice.Asked;

/// Every request that the client can send is as the official schemas want it.
class RequestSchemaTest {
    @FunctionalInterface
    private interface Call {
        void make() throws OnvifException;
    }

    @Test
    void everyRequest_isValid() throws Exception {
        assumeTrue(OnvifSchemas.areHere(), "the schemas of ONVIF are not here");
        Schema schema = OnvifSchemas.load();
        try (FakeDevice device = new FakeDevice()) {
            for (String services : List.of("ver10", "ver20")) {
                drive(device, services);
            }
            for (Asked request : device.asked()) {
                schema.newValidator().validate(OnvifSchemas.operation(request.body()));
            }
            assertThat(new TreeSet<>(device.operations())).hasSize(29);
        }
    }

    private static void drive(FakeDevice device, String media) {
        device.answer("GetServices", services(device, media));
        device.answer("Renew", Answer.body("<r:RenewResponse/>"));
        device.answer(
                "CreatePullPointSubscription",
                request ->
                        request.value("InitialTerminationTime").isEmpty()
                                ? Answer.body(
                                        "<r:CreatePullPointSubscriptionResponse><r:SubscriptionReference><a:Address>"
                                                + device.url("/sub")
                                                + "</a:Address></r:SubscriptionReference></r:CreatePullPointSubscriptionResponse>")
                                : Answer.fault(400, "ter:InvalidArgVal", "no"));
        OnvifDevice client = device.client("管理员 <&>", "p");
        for (Call call : calls(device, client)) {
            try {
                call.make();
            } catch (OnvifException e) {
                // The answers are not what is looked at.
            }
        }
    }

    private static List<Call> calls(FakeDevice device, OnvifDevice client) {
        PtzService ptz = client.ptz("p<1>");
        PtzVector vector = new PtzVector(-1, 0.5, 1);
        PtzPreset preset = new PtzPreset("1", "大门 & \"gate\"");
        ImagingService imaging = client.imaging("s");
        return List.of(
                client::readClock,
                client::information,
                client::hostName,
                client::timeServers,
                client::networkProtocols,
                client::services,
                () -> client.media().profiles(),
                () -> client.media().streamUri("p"),
                () -> client.media().snapshotUri("p"),
                () -> client.media().requestKeyFrame("p"),
                () -> client.media().encoderOptions("p"),
                ptz::nodes,
                () -> ptz.move(vector, Duration.ofSeconds(3)),
                ptz::stop,
                () -> ptz.moveTo(vector),
                () -> ptz.moveBy(vector),
                ptz::presets,
                () -> ptz.goTo(preset),
                () -> ptz.keep("a"),
                () -> ptz.replace(preset),
                () -> ptz.remove(preset),
                ptz::goHome,
                ptz::keepHome,
                () -> imaging.set(ImagingService.NightMode.AUTO),
                () -> imaging.setAutoFocus(true),
                () -> imaging.moveFocus(-0.5),
                imaging::stopFocus,
                () -> {
                    try (PullPoint point = client.listen()) {
                        device.pass(Duration.ofSeconds(40));
                        point.pull(Duration.ofSeconds(2), 10);
                    }
                });
    }

    private static Answer services(FakeDevice device, String media) {
        return FakeDevice.services(
                Stream.of(media + "/media", "ver20/ptz", "ver20/imaging", "ver10/events")
                        .collect(Collectors.toMap(name -> name, name -> device.url("/" + name))));
    }
}
