package org.yuanjian.camera.onvif;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// One device. Every method asks it and waits for the answer, or fails with an [OnvifException];
/// call them on a thread that may wait, one at a time. Nothing is kept open in between.
public final class OnvifDevice {
    private final DeviceTarget target;
    private final OnvifSettings settings;
    private final SoapCaller soap;
    private final DeviceHttp http;
    private final InstantSource clock;
    private AddressPolicy addresses;
    private @Nullable DeviceServices services;

    OnvifDevice(
            DeviceTarget target,
            OnvifSettings settings,
            SoapCaller soap,
            DeviceHttp http,
            InstantSource clock) {
        this.target = target;
        this.addresses = target.addresses();
        this.settings = settings;
        this.soap = soap;
        this.http = http;
        this.clock = clock;
    }

    /// Its clock, read without credentials. Sign-in by token goes by it.
    public DeviceClock readClock() throws OnvifException {
        return soap.readClock();
    }

    public DeviceInformation information() throws OnvifException {
        return DeviceInformation.of(ask(OnvifService.DEVICE, "GetDeviceInformation"));
    }

    /// What it calls itself in its network.
    public String hostName() throws OnvifException {
        return ask(OnvifService.DEVICE, "GetHostname").text("HostnameInformation", "Name");
    }

    /// Where it takes its time from: names or addresses.
    public List<String> timeServers() throws OnvifException {
        XmlNode ntp = ask(OnvifService.DEVICE, "GetNTP").need("NTPInformation");
        return Stream.of("NTPManual", "NTPFromDHCP")
                .flatMap(kind -> ntp.children(kind).stream())
                .map(host ->
                        host.text("DNSname") + host.text("IPv4Address") + host.text("IPv6Address"))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    public List<NetworkProtocol> networkProtocols() throws OnvifException {
        return ask(OnvifService.DEVICE, "GetNetworkProtocols").children("NetworkProtocols").stream()
                .map(NetworkProtocol::of)
                .toList();
    }

    /// The services it has, of those that are spoken here.
    public Set<OnvifService> services() throws OnvifException {
        return known().addresses().keySet();
    }

    private DeviceServices known() throws OnvifException {
        DeviceServices known = services;
        if (known == null) {
            known = readServices();
            services = known;
        }
        return known;
    }

    /// Old firmware knows GetCapabilities only, newer one GetServices only; some tell half of it
    /// there.
    private DeviceServices readServices() throws OnvifException {
        DeviceServices told = new DeviceServices(Map.of());
        try {
            SoapRequest request =
                    SoapRequest.of(
                            OnvifService.DEVICE,
                            "GetServices",
                            xml -> xml.text("IncludeCapability", "false"));
            told = DeviceServices.ofServices(soap.call(target.service(), request));
        } catch (OnvifException e) {
            needAnswer(e);
        }
        if (told.has(OnvifService.MEDIA)) {
            return told;
        }
        try {
            SoapRequest request =
                    SoapRequest.of(
                            OnvifService.DEVICE,
                            "GetCapabilities",
                            xml -> xml.text("Category", "All"));
            return told.and(DeviceServices.ofCapabilities(soap.call(target.service(), request)));
        } catch (OnvifException e) {
            if (told.addresses().isEmpty()) {
                throw e;
            }
            needAnswer(e);
            return told;
        }
    }

    /// Goes on where the device answered, though not with what was asked for.
    static void needAnswer(OnvifException e) throws OnvifException {
        Kind kind = e.kind();
        if (kind != Kind.NOT_SUPPORTED && kind != Kind.FAULT && kind != Kind.MALFORMED) {
            throw e;
        }
    }

    public MediaService media() {
        return new MediaService(this, settings.maxSnapshotBytes());
    }

    /// @param profileToken of the stream whose picture is moved
    public PtzService ptz(String profileToken) {
        return new PtzService(this, profileToken);
    }

    /// @param sourceToken of [MediaProfile]
    public ImagingService imaging(String sourceToken) {
        return new ImagingService(this, sourceToken);
    }

    /// Begins to listen to what the device notices; the caller closes it.
    public PullPoint listen() throws OnvifException {
        return PullPoint.open(this, clock);
    }

    /// How requests to it are signed in, as far as that is known.
    public SignIn signIn() {
        return soap.quirks().signIn();
    }

    XmlNode ask(OnvifService service, String operation) throws OnvifException {
        return ask(SoapRequest.of(service, operation));
    }

    XmlNode ask(SoapRequest request) throws OnvifException {
        URI to = address(request.service());
        try {
            return soap.call(to, request);
        } catch (OnvifException e) {
            URI dialled = AddressPolicy.REWRITE_HOST_AND_PORT.service(to, target.service());
            if (!leadsNowhere(e) || addresses == AddressPolicy.KEEP || dialled.equals(to)) {
                throw e;
            }
            XmlNode answer = soap.call(dialled, request);
            addresses = AddressPolicy.REWRITE_HOST_AND_PORT;
            return answer;
        }
    }

    private static boolean leadsNowhere(OnvifException e) {
        return e.kind() == Kind.UNREACHABLE || e.kind() == Kind.TIMEOUT;
    }

    /// Where a service is, if the device told it. One that is not listed may yet be answered at the
    /// address of the device service.
    URI address(OnvifService service) throws OnvifException {
        if (service == OnvifService.DEVICE) {
            return target.service();
        }
        URI told = known().addresses().get(service);
        return told == null ? target.service() : reached(told);
    }

    /// Where an address of HTTP that the device told is really reached.
    URI reached(URI told) {
        return addresses.service(told, target.service());
    }

    URI stream(URI told) {
        return addresses.stream(told, target.service());
    }

    boolean has(OnvifService service) throws OnvifException {
        return known().has(service);
    }

    boolean isAnswered(OnvifService service, String operation) {
        return !soap.quirks().unanswered().contains(service.prefix() + ":" + operation);
    }

    void learnUnanswered(OnvifService service, String operation) {
        soap.learnUnanswered(service.prefix() + ":" + operation);
    }

    XmlNode askAddressed(URI to, SoapRequest request) throws OnvifException {
        return soap.callAddressed(to, request);
    }

    /// Where a subscription is fetched, of the answer that opened it.
    URI subscription(XmlNode answer) throws OnvifException {
        String told = answer.need("SubscriptionReference", "Address").text();
        return DeviceAddresses.all(told).stream()
                .findFirst()
                .map(this::reached)
                .orElseThrow(() -> OnvifException.malformed("a subscription without an address"));
    }

    /// What the device's clock shows at one of our instants.
    Instant timeThere(Instant here) {
        return here.plus(soap.quirks().offset().orElse(Duration.ZERO));
    }

    DeviceHttp http() {
        return http;
    }
}
