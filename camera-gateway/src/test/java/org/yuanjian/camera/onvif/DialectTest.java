package org.yuanjian.camera.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.camera.onvif.FakeDevice.Answer;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// Devices that are not as the standard says.
@SuppressWarnings("NullAway.Init") // made before each test
class DialectTest {
    private static final String INFORMATION =
            "<tds:GetDeviceInformationResponse><tds:Model>C1</tds:Model></tds:GetDeviceInformationResponse>";

    private FakeDevice device;
    private OnvifDevice client;

    @BeforeEach
    void start() throws Exception {
        device = new FakeDevice().answer("GetDeviceInformation", Answer.body(INFORMATION));
        client = device.client(DeviceTarget.at("127.0.0.1", device.port(), null));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void soap11Only_spokenFromThenOn() throws Exception {
        device.guard(request ->
                request.body().contains(FakeDevice.SOAP_1_1)
                        ? null
                        : Answer.of(
                                500,
                                FakeDevice.envelope(
                                        FakeDevice.SOAP_1_1,
                                        "<s:Fault><faultcode>s:VersionMismatch</faultcode></s:Fault>")));
        device.answer(
                "GetDeviceInformation",
                Answer.of(200, FakeDevice.envelope(FakeDevice.SOAP_1_1, INFORMATION)));

        assertThat(client.information().model()).isEqualTo("C1");
        client.information();

        assertThat(device.asked()).hasSize(4);
        assertThat(device.asked().getLast().field("Content-Type")).startsWith("text/xml");
        assertThat(device.asked().getLast().field("SOAPAction"))
                .isEqualTo("\"http://www.onvif.org/ver10/device/wsdl/GetDeviceInformation\"");
    }

    @Test
    void actionInContentTypeRefused_leftOutFromThenOn() throws Exception {
        device.guard(request ->
                request.field("Content-Type").contains("action=") ? Answer.of(415, "") : null);

        assertThat(client.information().model()).isEqualTo("C1");
        client.information();

        assertThat(device.asked()).hasSize(3);
    }

    @Test
    void chunksRefused_bodiesHaveALength() throws Exception {
        device.guard(request ->
                request.field("Transfer-Encoding").isEmpty()
                                && !request.field("Content-Length").isEmpty()
                        ? null
                        : Answer.of(411, ""));

        assertThat(client.information().model()).isEqualTo("C1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<e:Envelope><e:Body><x:GetDeviceInformationResponse><y:Model>C1</y:Model></x:GetDeviceInformationResponse></e:Body></e:Envelope>",
                "\n  <Envelope xmlns='urn:wrong'><Body><GetDeviceInformationResponse><Model> C1 </Model></GetDeviceInformationResponse></Body></Envelope>",
                "\uFEFF<?xml version='1.0' encoding='ISO-8859-1'?><a:Envelope xmlns:a='http://www.w3.org/2003/05/soap-envelope'><a:Body><b:GetDeviceInformationResponse xmlns:b='urn:b'><b:Model><![CDATA[C1]]></b:Model></b:GetDeviceInformationResponse></a:Body></a:Envelope>"
            })
    void oddPrefixesAndNamespaces_read(String envelope) throws Exception {
        device.answer("GetDeviceInformation", Answer.of(200, envelope));

        assertThat(client.information().model()).isEqualTo("C1");
    }

    @Test
    void emptyAnswerToACommand_isASuccess() throws Exception {
        withService("ver20/ptz", "/onvif/ptz");
        device.answer("GotoPreset", Answer.of(200, ""));

        client.ptz("p").goTo(new PtzPreset("1", ""));

        assertThat(device.operations()).endsWith("GotoPreset");
    }

    @Test
    void gb18030_read() throws Exception {
        String body =
                "<s:Envelope><s:Body><t:GetDeviceInformationResponse><t:Model>海康</t:Model></t:GetDeviceInformationResponse></s:Body></s:Envelope>";
        device.answer(
                "GetDeviceInformation",
                new Answer(200, Map.of(), body.getBytes(Charset.forName("GB18030"))));

        assertThat(client.information().model()).isEqualTo("海康");
    }

    @ParameterizedTest
    @CsvSource({
        "KEEP, http://10.9.9.9:8000/onvif/media",
        "REWRITE_HOST, http://127.0.0.1:8000/onvif/media",
        "REWRITE_HOST_AND_PORT, http://127.0.0.1:80/onvif/media"
    })
    void wrongXAddr_asThePolicySays(AddressPolicy policy, URI expected) {
        assertThat(
                        policy.service(
                                URI.create("http://10.9.9.9:8000/onvif/media"),
                                URI.create("http://127.0.0.1:80/onvif/device_service")))
                .isEqualTo(expected);
    }

    @Test
    void wrongPort_theDialledOneIsTriedAndKept() throws Exception {
        device.answer(
                        "GetServices",
                        FakeDevice.service("ver10/media", "http://10.0.0.1:1/onvif/media"))
                .answer("GetProfiles", Answer.body("<r:GetProfilesResponse/>"))
                .answer(
                        "GetSnapshotUri",
                        Answer.body(
                                "<r:GetSnapshotUriResponse><r:MediaUri><t:Uri>http://10.0.0.1:1/s</t:Uri></r:MediaUri></r:GetSnapshotUriResponse>"));

        assertThat(client.media().profiles()).isEmpty();
        assertThat(client.media().snapshotUri("p")).isEqualTo(URI.create(device.url("/s")));
    }

    @Test
    void xAddrLeadsElsewhere_notGoneTo() throws Exception {
        OnvifDevice keeping =
                device.client(
                        new DeviceTarget(
                                URI.create(device.url("/onvif/device_service")),
                                null,
                                AddressPolicy.KEEP));
        device.answer(
                "GetServices", FakeDevice.service("ver10/media", "http://192.0.2.7/onvif/media"));

        OnvifException e =
                catchThrowableOfType(OnvifException.class, () -> keeping.media().profiles());

        assertThat(e.kind()).isEqualTo(Kind.NOT_ALLOWED);
    }

    @Test
    void xAddrs_severalWithLinkLocalAndBlanks_theReachableOne() throws Exception {
        device.answer(
                "GetServices",
                FakeDevice.service(
                        "ver10/media",
                        " http://[fe80::1%25eth0]/onvif/media  http://127.0.0.1:"
                                + device.port()
                                + "/onvif/media \n"));
        device.answer("GetProfiles", Answer.body("<r:GetProfilesResponse/>"));

        assertThat(client.media().profiles()).isEmpty();
        assertThat(device.asked().getLast().path()).isEqualTo("/onvif/media");
    }

    @Test
    void redirect_sameMachineFollowed_elsewhereNot() throws Exception {
        device.guard(request ->
                request.path().equals("/onvif/device_service")
                        ? Answer.of(307, "").with("Location", "/moved")
                        : null);
        assertThat(client.information().model()).isEqualTo("C1");

        OnvifDevice other = device.client(DeviceTarget.at("127.0.0.1", device.port(), null));
        device.guard(request -> Answer.of(302, "").with("Location", "http://127.0.0.2/x"));
        OnvifException e = catchThrowableOfType(OnvifException.class, other::information);

        assertThat(e.kind()).isEqualTo(Kind.NOT_ALLOWED);
    }

    @Test
    void h265OnlyInMedia2_isTold() throws Exception {
        withService("ver20/media", "/onvif/media2");
        device.answer(
                "GetProfiles",
                Answer.body(
                        "<r:GetProfilesResponse><r:Profiles token='p'><r:Configurations><r:VideoEncoder>"
                                + "<t:Encoding>H265</t:Encoding><t:Resolution><t:Width>2560</t:Width><t:Height>1440</t:Height></t:Resolution>"
                                + "<t:RateControl><t:FrameRateLimit>25.0</t:FrameRateLimit></t:RateControl>"
                                + "</r:VideoEncoder></r:Configurations></r:Profiles></r:GetProfilesResponse>"));

        assertThat(client.media().profiles())
                .containsExactly(new MediaProfile("p", "", "H265", 2560, 1440, 25, 0, "", false));
    }

    @Test
    void media2HalfThere_eachOperationFallsBackAndIsRemembered() throws Exception {
        device.answer(
                "GetServices",
                FakeDevice.services(
                        Map.of(
                                "ver10/media",
                                device.url("/onvif/media"),
                                "ver20/media",
                                device.url("/onvif/media2"))));
        device.answer(
                "GetStreamUri",
                request ->
                        request.path().equals("/onvif/media2")
                                ? Answer.fault(400, "ter:ActionNotSupported", "no")
                                : Answer.body(
                                        "<r:GetStreamUriResponse><r:MediaUri><t:Uri>rtsp://10.0.0.1:8554/s p?a=b</t:Uri></r:MediaUri></r:GetStreamUriResponse>"));

        assertThat(client.media().streamUri("p"))
                .isEqualTo(URI.create("rtsp://127.0.0.1:8554/s%20p?a=b"));
        client.media().streamUri("p");

        assertThat(device.asked().stream().filter(a -> a.path().equals("/onvif/media2")))
                .hasSize(1);
    }

    @Test
    void answerTooLarge_typedError() {
        device.answer("GetDeviceInformation", Answer.of(200, "x".repeat(3 << 20)));

        OnvifException e = catchThrowableOfType(OnvifException.class, client::information);

        assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<a><b></a>",
                "<!DOCTYPE a [<!ENTITY x 'y'>]><s:Envelope><s:Body>&x;</s:Body></s:Envelope>",
                "<s:Envelope><s:Body/></s:Envelope>"
            })
    void noSoap_typedError(String body) {
        device.answer("GetServices", Answer.of(200, body))
                .answer("GetCapabilities", Answer.of(200, body));
        device.answer("GetProfiles", Answer.of(200, body.isEmpty() ? "x" : body));

        OnvifException e =
                catchThrowableOfType(OnvifException.class, () -> client.media().profiles());

        assertThat(e.kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void nothingListens_unreachable() {
        OnvifDevice nobody = device.client(DeviceTarget.at("127.0.0.1", 1, null));

        OnvifException e = catchThrowableOfType(OnvifException.class, nobody::information);

        assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void outsideTheRule_notDialled() {
        OnvifDevice elsewhere =
                device.client(DeviceTarget.at("127.0.0.1", device.port(), null), address -> false);

        OnvifException e = catchThrowableOfType(OnvifException.class, elsewhere::information);

        assertThat(e.kind()).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(device.asked()).isEmpty();
    }

    private void withService(String namespace, String path) {
        device.answer("GetServices", FakeDevice.service(namespace, device.url(path)));
    }
}
