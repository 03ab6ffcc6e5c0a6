package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// What real devices answered, read to the values that stand in the recordings. Their addresses are
/// taken as told; calls go to the fake device all the same, since it rewrites them.
@SuppressWarnings("NullAway.Init") // made before each test
class RecordedAnswersTest {
    private static final Path RECORDED =
            Path.of(System.getProperty("yuanjian.root", ".."), "../shared/onvif");

    private FakeDevice device;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isDirectory(RECORDED), "the recorded answers of devices are not here");
        device = new FakeDevice();
    }

    @AfterEach
    void close() {
        if (device != null) {
            device.close();
        }
    }

    private OnvifDevice recorded(String folder, String... operations) throws IOException {
        for (String operation : operations) {
            String file = operation.contains("=") ? operation.split("=", -1)[1] : operation;
            answer(operation.split("=", -1)[0], folder + "/" + file);
        }
        return device.client(
                new DeviceTarget(
                        URI.create(device.url("/onvif/device_service")),
                        null,
                        AddressPolicy.REWRITE_HOST_AND_PORT));
    }

    private void answer(String operation, String file) throws IOException {
        byte[] body = Files.readAllBytes(RECORDED.resolve(file + ".xml"));
        int status = file.contains("fault") ? 400 : 200;
        device.answer(
                operation,
                new Answer(status, Map.of("Content-Type", "application/soap+xml"), body));
    }

    @Test
    void hikvision_clockAndInformation() throws Exception {
        OnvifDevice client =
                recorded(
                        "hikvision-ds2df7276",
                        "GetSystemDateAndTime",
                        "GetDeviceInformation",
                        "GetServices");

        assertThat(client.readClock().time()).isEqualTo(Instant.parse("2018-02-27T18:28:01Z"));
        assertThat(client.information())
                .isEqualTo(
                        new DeviceInformation(
                                "HIKVISION",
                                "DS-2DF7276-AEL",
                                "V5.1.6 build 140401",
                                "DS-2DF7276-AEL20140613CCWR468714298B",
                                "88"));
        assertThat(client.services())
                .containsExactlyInAnyOrder(
                        OnvifService.DEVICE,
                        OnvifService.MEDIA,
                        OnvifService.EVENTS,
                        OnvifService.PTZ,
                        OnvifService.IMAGING);
    }

    @Test
    void hikvision_media() throws Exception {
        OnvifDevice client =
                recorded(
                        "hikvision-ds2df7276",
                        "GetServices",
                        "GetProfiles",
                        "GetStreamUri",
                        "GetSnapshotUri");

        assertThat(client.media().profiles())
                .containsExactly(
                        new MediaProfile(
                                "Profile_1",
                                "mainStream",
                                "H264",
                                1280,
                                720,
                                10,
                                4096,
                                "VideoSource_1",
                                true),
                        new MediaProfile(
                                "Profile_2",
                                "subStream",
                                "H264",
                                704,
                                480,
                                30,
                                1024,
                                "VideoSource_1",
                                true),
                        new MediaProfile(
                                "Profile_3",
                                "thirdStream",
                                "H264",
                                704,
                                480,
                                30,
                                1024,
                                "VideoSource_1",
                                true));
        assertThat(client.media().streamUri("Profile_3"))
                .isEqualTo(
                        URI.create(
                                "rtsp://127.0.0.1:554/Streaming/Channels/3?transportmode=unicast&profile=Profile_3"));
        assertThat(client.media().snapshotUri("Profile_3"))
                .isEqualTo(URI.create(device.url("/onvif/snapshot")));
    }

    @Test
    void hikvision_capabilitiesAndFault() throws Exception {
        OnvifDevice client =
                recorded("hikvision-ds2df7276", "GetCapabilities", "GetNTP=fault-SetNTP");

        assertThat(client.services())
                .containsExactlyInAnyOrder(
                        OnvifService.DEVICE,
                        OnvifService.MEDIA,
                        OnvifService.EVENTS,
                        OnvifService.PTZ,
                        OnvifService.IMAGING);
        OnvifException fault = catchThrowableOfType(OnvifException.class, client::timeServers);
        assertThat(fault.kind()).isEqualTo(Kind.FAULT);
        assertThat(fault.words())
                .isEqualTo("the parameter value is illegal (FromDHCP tagval is null!)");
    }

    @Test
    void hikvision_pullPoint() throws Exception {
        OnvifDevice client =
                recorded("hikvision-ds2df7276", "GetServices", "CreatePullPointSubscription");
        answer("PullMessages", "misc/PullMessages");

        List<OnvifEvent> events;
        try (PullPoint point = client.listen()) {
            events = point.pull(Duration.ofSeconds(1), 10);
        }

        assertThat(events)
                .extracting(OnvifEvent::kind)
                .containsExactly(
                        OnvifEvent.Kind.MOTION,
                        OnvifEvent.Kind.MOTION,
                        OnvifEvent.Kind.TAMPER,
                        OnvifEvent.Kind.TAMPER,
                        OnvifEvent.Kind.OTHER,
                        OnvifEvent.Kind.OTHER,
                        OnvifEvent.Kind.OTHER,
                        OnvifEvent.Kind.OTHER);
        OnvifEvent motion = events.get(1);
        assertThat(motion.topic()).isEqualTo("RuleEngine/CellMotionDetector/Motion");
        assertThat(motion.time()).contains(Instant.parse("2025-04-18T20:34:05Z"));
        assertThat(motion.isInitial()).isTrue();
        assertThat(motion.source())
                .containsEntry("VideoSourceConfigurationToken", "VideoSourceToken")
                .containsEntry("Rule", "MyMotionDetectorRule");
        assertThat(motion.state()).contains(false);
        assertThat(events.get(5).state()).isEqualTo(Optional.empty());
        assertThat(device.asked())
                .filteredOn(request -> request.operation().equals("PullMessages"))
                .singleElement()
                .satisfies(request ->
                        assertThat(request.path())
                                .isEqualTo("/onvif/Events/PullSubManager_2018-02-27T18:28:52Z_5"));
    }

    @Test
    void axis_getServicesIsAFault_capabilitiesAreAsked() throws Exception {
        OnvifDevice client =
                recorded(
                        "axis-q6045e",
                        "GetServices=fault-GetServices",
                        "GetCapabilities",
                        "GetDeviceInformation",
                        "GetProfiles",
                        "GetStreamUri");

        assertThat(client.services()).contains(OnvifService.MEDIA, OnvifService.PTZ);
        assertThat(client.information().model()).isEqualTo("AXIS Q6045-E");
        assertThat(client.media().profiles())
                .containsExactly(
                        new MediaProfile(
                                "profile_1_h264",
                                "profile_1 h264",
                                "H264",
                                1280,
                                720,
                                30,
                                0,
                                "0",
                                true),
                        new MediaProfile(
                                "profile_1_jpeg",
                                "profile_1 jpeg",
                                "JPEG",
                                1280,
                                720,
                                30,
                                0,
                                "0",
                                true));
        assertThat(client.media().streamUri("profile_1_jpeg"))
                .isEqualTo(
                        URI.create(
                                "rtsp://127.0.0.1/onvif-media/media.amp?profile=profile_1_jpeg&sessiontimeout=60&streamtype=unicast"));
    }

    @Test
    void axis_presetsAndFaultWithoutWords() throws Exception {
        OnvifDevice client =
                recorded(
                        "axis-q6045e",
                        "GetServices=fault-GetServices",
                        "GetCapabilities",
                        "GetPresets",
                        "CreatePullPointSubscription=fault-PullMessages");

        assertThat(client.ptz("profile_1_h264").presets())
                .hasSize(21)
                .startsWith(
                        new PtzPreset("22", "Living Room"),
                        new PtzPreset("21", "Window"),
                        new PtzPreset("20", "Kitchen"),
                        new PtzPreset("19", "Preset 206"));
        OnvifException fault = catchThrowableOfType(OnvifException.class, client::listen);
        assertThat(fault.kind()).isEqualTo(Kind.FAULT);
        assertThat(fault.words()).contains("ter:InvalidArgs");
    }

    @Test
    void oem_media2WithoutConfigurations_mediaFillsThemIn() throws Exception {
        answer("GetStreamUri", "oem-ipg8150pss/media2-GetStreamUri");
        device.answer(
                "GetProfiles",
                request ->
                        file(
                                request.path().contains("media2")
                                        ? "oem-ipg8150pss/media2-GetProfiles"
                                        : "oem-ipg8150pss/media1-GetProfiles"));
        OnvifDevice client = recorded("oem-ipg8150pss", "GetServices", "GetNTP=fault");

        assertThat(client.media().profiles())
                .containsExactly(
                        new MediaProfile(
                                "PROFILE_000",
                                "PROFILE_000",
                                "H264",
                                2560,
                                1920,
                                20,
                                2048,
                                "VideoSourceToken",
                                true),
                        new MediaProfile(
                                "PROFILE_001",
                                "PROFILE_001",
                                "H264",
                                800,
                                448,
                                20,
                                512,
                                "VideoSourceToken",
                                true));
        assertThat(client.media().streamUri("PROFILE_000"))
                .isEqualTo(URI.create("rtsp://127.0.0.1/live/0/MAIN"));
        OnvifException fault = catchThrowableOfType(OnvifException.class, client::timeServers);
        assertThat(fault.kind()).isEqualTo(Kind.NOT_SUPPORTED);
        assertThat(fault.words()).isEqualTo("Action Not Implemented");
    }

    @Test
    void uniview_media2NamesOnly() throws Exception {
        answer("GetStreamUri", "uniview-oem-sunba/media2-GetStreamUri");
        device.answer(
                "GetProfiles",
                request ->
                        request.path().contains("media2")
                                ? file("uniview-oem-sunba/media2-GetProfiles")
                                : Answer.fault(500, "ter:ActionNotSupported", "no"));
        OnvifDevice client = recorded("uniview-oem-sunba", "GetServices");
        answer(
                "GetVideoEncoderConfigurationOptions",
                "misc/media2-VideoEncoderConfigurationOptions");
        answer("GetNodes", "misc/GetNodes");

        assertThat(client.media().profiles())
                .extracting(MediaProfile::token)
                .containsExactly("media_profile1", "media_profile2", "media_profile3");
        assertThat(client.media().streamUri("media_profile1"))
                .isEqualTo(URI.create("rtsp://127.0.0.1/media/video1"));
        assertThat(client.media().encoderOptions("media_profile1"))
                .extracting(EncoderOptions::codec)
                .containsExactly("H264", "H265");
        assertThat(client.media().encoderOptions("media_profile1").getLast().sizes())
                .containsExactly(
                        new EncoderOptions.Size(1920, 1080),
                        new EncoderOptions.Size(2560, 1440),
                        new EncoderOptions.Size(3072, 1728));
        assertThat(client.ptz("media_profile1").nodes())
                .containsExactly(
                        new PtzNode("PTZNodeToken", "PTZNode", true, true, true, 300, true));
    }

    @Test
    void dlink() throws Exception {
        OnvifDevice client = recorded("dlink-dcs6511", "GetCapabilities", "GetProfiles");

        assertThat(client.services()).contains(OnvifService.DEVICE, OnvifService.MEDIA);
        assertThat(client.media().profiles())
                .startsWith(
                        new MediaProfile(
                                "Profile1",
                                "Profile1",
                                "H264",
                                1280,
                                1024,
                                7,
                                4096,
                                "VideoSource0",
                                false),
                        new MediaProfile(
                                "Profile2",
                                "Profile2",
                                "H264",
                                640,
                                480,
                                30,
                                2048,
                                "VideoSource0",
                                false));
    }

    @Test
    void milesight() throws Exception {
        OnvifDevice client = recorded("milesight", "GetDeviceInformation");

        assertThat(client.information())
                .isEqualTo(
                        new DeviceInformation(
                                "Milesight Technology Co.,Ltd.",
                                "MS-C8165-PE",
                                "61.8.0.3-r8",
                                "EM82V102329001403",
                                "V1.0"));
    }

    private static Answer file(String name) {
        try {
            return new Answer(200, Map.of(), Files.readAllBytes(RECORDED.resolve(name + ".xml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
