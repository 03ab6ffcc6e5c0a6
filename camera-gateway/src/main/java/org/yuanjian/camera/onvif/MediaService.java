package org.yuanjian.camera.onvif;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yuanjian.camera.onvif.OnvifException.Kind;

/// The streams and pictures of a device, by Media2 where it has that and by Media where it has not.
/// Media2 is often there by halves, so that each operation falls back by itself; what Media says of
/// H.265 is wrong, so that Media2 comes first.
public final class MediaService {
    private static final int JPEG_START = 0xFFD8;
    private static final List<OnvifService> NEWEST_FIRST =
            List.of(OnvifService.MEDIA2, OnvifService.MEDIA);

    private final OnvifDevice device;
    private final int maxSnapshotBytes;

    MediaService(OnvifDevice device, int maxSnapshotBytes) {
        this.device = device;
        this.maxSnapshotBytes = maxSnapshotBytes;
    }

    /// All streams the device offers, in its order.
    public List<MediaProfile> profiles() throws OnvifException {
        List<MediaProfile> newer = List.of();
        if (device.has(OnvifService.MEDIA2)) {
            newer = newerProfiles();
        }
        boolean isComplete = newer.stream().noneMatch(profile -> profile.codec().isEmpty());
        if (!newer.isEmpty() && (isComplete || !device.has(OnvifService.MEDIA))) {
            return newer;
        }
        return merged(newer, olderProfiles(!newer.isEmpty()));
    }

    private List<MediaProfile> newerProfiles() throws OnvifException {
        try {
            XmlNode answer =
                    device.ask(
                            SoapRequest.of(
                                    OnvifService.MEDIA2,
                                    "GetProfiles",
                                    xml -> xml.text("Type", "All")));
            return answer.children("Profiles").stream().map(MediaProfile::of2).toList();
        } catch (OnvifException e) {
            OnvifDevice.needAnswer(e);
            return List.of();
        }
    }

    private List<MediaProfile> olderProfiles(boolean isOptional) throws OnvifException {
        try {
            return device.ask(OnvifService.MEDIA, "GetProfiles").children("Profiles").stream()
                    .map(MediaProfile::of)
                    .toList();
        } catch (OnvifException e) {
            if (!isOptional) {
                throw e;
            }
            OnvifDevice.needAnswer(e);
            return List.of();
        }
    }

    private static List<MediaProfile> merged(List<MediaProfile> newer, List<MediaProfile> older) {
        Map<String, MediaProfile> all = new LinkedHashMap<>();
        newer.forEach(profile -> all.put(profile.token(), profile));
        older.forEach(profile -> all.merge(profile.token(), profile, MediaProfile::or));
        return List.copyOf(all.values());
    }

    /// What a stream could be set to, for each codec; by Media2 only.
    public List<EncoderOptions> encoderOptions(String profileToken) throws OnvifException {
        SoapRequest request =
                SoapRequest.of(
                        OnvifService.MEDIA2,
                        "GetVideoEncoderConfigurationOptions",
                        xml -> xml.text("ProfileToken", profileToken));
        return device.ask(request).children("Options").stream().map(EncoderOptions::of).toList();
    }

    /// Where a stream is, without credentials in it.
    public URI streamUri(String profileToken) throws OnvifException {
        return device.stream(uri("GetStreamUri", profileToken));
    }

    /// Where a picture of a stream is.
    public URI snapshotUri(String profileToken) throws OnvifException {
        return device.reached(uri("GetSnapshotUri", profileToken));
    }

    private URI uri(String operation, String token) throws OnvifException {
        XmlNode answer = inEither(operation, token);
        String told = answer.text("Uri");
        String uri = told.isEmpty() ? answer.text("MediaUri", "Uri") : told;
        return DeviceAddresses.parse(uri)
                .filter(parsed -> parsed.getHost() != null)
                .orElseThrow(() -> OnvifException.malformed(operation + " without an address"));
    }

    /// Asks the device to begin a picture that needs no other before it.
    public void requestKeyFrame(String profileToken) throws OnvifException {
        inEither("SetSynchronizationPoint", profileToken);
    }

    private XmlNode inEither(String operation, String token) throws OnvifException {
        List<OnvifService> ways = new ArrayList<>();
        for (OnvifService service : NEWEST_FIRST) {
            if (device.has(service) && device.isAnswered(service, operation)) {
                ways.add(service);
            }
        }
        Optional<OnvifException> failure = Optional.empty();
        for (OnvifService service : ways) {
            try {
                return checked(service, operation, device.ask(request(service, operation, token)));
            } catch (OnvifException e) {
                OnvifDevice.needAnswer(e);
                if (e.kind() == Kind.NOT_SUPPORTED) {
                    device.learnUnanswered(service, operation);
                }
                failure = Optional.of(e);
            }
        }
        throw failure.orElseGet(
                () -> new OnvifException(Kind.NOT_SUPPORTED, operation + ": no media service"));
    }

    /// An address that is missing is a reason to ask the other service.
    private static XmlNode checked(OnvifService service, String operation, XmlNode answer)
            throws OnvifException {
        boolean wantsUri = operation.endsWith("Uri");
        if (wantsUri && service == OnvifService.MEDIA2) {
            answer.need("Uri");
        }
        return answer;
    }

    private static SoapRequest request(OnvifService service, String operation, String token) {
        boolean isStream = operation.equals("GetStreamUri");
        return SoapRequest.of(
                service,
                operation,
                xml -> {
                    if (isStream && service == OnvifService.MEDIA2) {
                        xml.text("Protocol", "RTSP");
                    } else if (isStream) {
                        xml.open("StreamSetup")
                                .text("tt:Stream", "RTP-Unicast")
                                .open("tt:Transport")
                                .text("tt:Protocol", "RTSP")
                                .close()
                                .close();
                    }
                    xml.text("ProfileToken", token);
                });
    }

    /// A picture, as a whole JPEG. Signs in in whatever way the picture's own server wants, which
    /// may be another than that of the services.
    public byte[] snapshot(URI uri) throws OnvifException {
        HttpAnswer answer = device.http().signedIn(HttpCall.get(uri, maxSnapshotBytes));
        byte[] body = answer.body();
        if (answer.status() != 200) {
            throw new OnvifException(Kind.FAULT, "snapshot: HTTP " + answer.status());
        }
        boolean isJpeg =
                body.length > 2 && ((body[0] & 0xFF) << 8 | (body[1] & 0xFF)) == JPEG_START;
        if (!isJpeg) {
            throw new OnvifException(
                    Kind.MALFORMED, "a snapshot that is no JPEG", answer.field("Content-Type"));
        }
        return body;
    }
}
