package org.yuanjian.console.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.onvif.DeviceClock;
import org.yuanjian.camera.onvif.DeviceInformation;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.onvif.OnvifService;
import org.yuanjian.camera.onvif.SignIn;
import org.yuanjian.camera.registration.ProbeReport;
import org.yuanjian.camera.registration.ProbeStep;
import org.yuanjian.camera.registration.ProbeStep.Name;
import org.yuanjian.camera.registration.ProbeStep.Problem;
import org.yuanjian.camera.registration.ProfileReport;
import tools.jackson.databind.json.JsonMapper;

class ProbeViewTest {
    private static final ProbeReport USABLE =
            new ProbeReport(
                    List.of(
                            new ProbeStep(Name.REACH, true, 3, Problem.NONE, ""),
                            new ProbeStep(Name.KEY_FRAME, true, 200, Problem.NONE, "H264")),
                    Optional.of(new DeviceInformation("Acme", "C1", "V1", "S1", "1")),
                    Optional.of(new DeviceClock(Instant.EPOCH, Duration.ofHours(8))),
                    List.of(OnvifService.DEVICE),
                    List.of(
                            new ProfileReport(
                                    new MediaProfile(
                                            "t", "n", "H264", 640, 360, 15, 512, "s", true),
                                    URI.create("rtsp://10.0.0.1/s"),
                                    null)),
                    SignIn.TOKEN);

    private static ProbeReport failed(Name name, Problem problem) {
        return new ProbeReport(
                List.of(new ProbeStep(name, false, 7, problem, "its words")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                SignIn.UNKNOWN);
    }

    @Test
    void of_usable_isTheSchemaOfTheDocuments() {
        assertThat(JsonMapper.builder().build().writeValueAsString(ProbeView.of(USABLE)))
                .isEqualTo(
                        """
                        {"steps":[{"name":"reach","ok":true,"millis":3,"problem":"none","detail":""},\
                        {"name":"keyFrame","ok":true,"millis":200,"problem":"none","detail":"H264"}],\
                        "device":{"manufacturer":"Acme","model":"C1","firmware":"V1","serial":"S1"},\
                        "services":["http://www.onvif.org/ver10/device/wsdl"],\
                        "profiles":[{"token":"t","name":"n","codec":"H264","width":640,"height":360,"fps":15,\
                        "streamUri":"rtsp://10.0.0.1/s","snapshotUri":null,"ptz":true}],\
                        "clockSkewSeconds":28800,"auth":"token"}\
                        """);
    }

    @Test
    void of_failed_hasNullsWhereNothingIsKnown() {
        assertThat(ProbeView.of(failed(Name.SIGN_IN, Problem.REFUSED)))
                .isEqualTo(
                        new ProbeView(
                                List.of(
                                        new ProbeView.Step(
                                                "signIn", false, 7, "refused", "its words")),
                                null,
                                List.of(),
                                List.of(),
                                null,
                                "unknown"));
    }

    @Test
    void words_everyFailure_hasAdvice() {
        ProbeWords words = new ProbeWords();
        for (Name name : Name.values()) {
            for (Problem problem : Problem.values()) {
                if (problem != Problem.NONE) {
                    assertThat(words.of(failed(name, problem)).lines().toList())
                            .as("%s %s", name, problem)
                            .hasSize(2)
                            .allSatisfy(line -> assertThat(line).doesNotContain("{", "''"));
                }
            }
        }
        assertThat(Arrays.stream(words.of(USABLE).split("\n")))
                .hasSize(3)
                .first()
                .isEqualTo("  ok    reach (3 ms)");
    }
}
