package org.yuanjian.benchmark.fleet.onvif;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.yuanjian.benchmark.fleet.onvif.OnvifCamera.Channel;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect.Media2;

/// What stands in the bodies of one camera's answers.
final class OnvifAnswers {
    private static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";

    /// What recorders tell with each profile besides, of which 128 make 160 kB.
    private static final String RECORDER_EXTRAS =
            """
            <tt:AudioSourceConfiguration token="asc"><tt:Name>audio</tt:Name><tt:UseCount>64</tt:UseCount>\
            <tt:SourceToken>audio</tt:SourceToken></tt:AudioSourceConfiguration>\
            <tt:AudioEncoderConfiguration token="aec"><tt:Name>audio</tt:Name><tt:UseCount>64</tt:UseCount>\
            <tt:Encoding>G711</tt:Encoding><tt:Bitrate>64</tt:Bitrate><tt:SampleRate>8</tt:SampleRate>\
            <tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>0.0.0.0</tt:IPv4Address></tt:Address>\
            <tt:Port>8862</tt:Port><tt:TTL>128</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>\
            <tt:SessionTimeout>PT5S</tt:SessionTimeout></tt:AudioEncoderConfiguration>\
            """;

    private static final String PTZ_CONFIGURATION =
            "<tt:PTZConfiguration token=\"ptz\"><tt:NodeToken>node</tt:NodeToken></tt:PTZConfiguration>";

    private final OnvifCamera camera;
    private final int httpPort;
    private final int rtspPort;

    OnvifAnswers(OnvifCamera camera, int httpPort, int rtspPort) {
        this.camera = camera;
        this.httpPort = httpPort;
        this.rtspPort = rtspPort;
    }

    /// Empty for what this camera does not know.
    ///
    /// @param path at which it was asked
    Optional<String> answer(OnvifQuestion question, String path, Instant now) {
        boolean newer = question.isOf(MEDIA2);
        if (question.isOf(OnvifPtz.NAMESPACE)) {
            return camera.head().flatMap(head -> ptz(head).answer(question));
        }
        return switch (question.operation()) {
            case "GetSystemDateAndTime" -> Optional.of(time(now));
            case "GetDeviceInformation" -> Optional.of(information());
            case "GetServices" ->
                    camera.dialect().services() ? Optional.of(services()) : Optional.empty();
            case "GetCapabilities" -> Optional.of(capabilities());
            case "GetProfiles" -> newer ? newerProfiles() : Optional.of(profiles());
            case "GetStreamUri" ->
                    channel(question)
                            .flatMap(channel -> uri(question, newer, rtsp(question, channel)));
            case "GetSnapshotUri" ->
                    channel(question)
                            .filter(channel -> channel.snapshot().isPresent())
                            .flatMap(channel -> uri(question, newer, http(picture(channel))));
            case "SetSynchronizationPoint" ->
                    channel(question)
                            .filter(_ -> !newer || camera.dialect().media2() == Media2.FULL)
                            .map(channel -> keyFrame(question, newer, channel));
            default -> camera.events().answer(question, path, http(""), times(), now);
        };
    }

    private OnvifEvents.Times times() {
        if (camera.dialect().soap11()) {
            return OnvifEvents.Times.RELATIVE_ONLY;
        }
        return camera.dialect().signIn() == OnvifDialect.SignIn.TOKEN_THOUGH_CHALLENGED
                ? OnvifEvents.Times.ABSOLUTE_ONLY
                : OnvifEvents.Times.BOTH;
    }

    private OnvifPtz ptz(OnvifHead head) {
        return new OnvifPtz(head, !camera.dialect().soap11());
    }

    private static String time(Instant now) {
        ZonedDateTime at = now.atZone(ZoneOffset.UTC);
        return """
        <tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>\
        <tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>\
        <tt:TimeZone><tt:TZ>CST-8</tt:TZ></tt:TimeZone><tt:UTCDateTime>\
        <tt:Time><tt:Hour>%d</tt:Hour><tt:Minute>%d</tt:Minute><tt:Second>%d</tt:Second></tt:Time>\
        <tt:Date><tt:Year>%d</tt:Year><tt:Month>%d</tt:Month><tt:Day>%d</tt:Day></tt:Date>\
        </tt:UTCDateTime></tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse>\
        """
                .formatted(
                        at.getHour(),
                        at.getMinute(),
                        at.getSecond(),
                        at.getYear(),
                        at.getMonthValue(),
                        at.getDayOfMonth());
    }

    private String information() {
        String maker = camera.dialect().maker();
        return """
        <tds:GetDeviceInformationResponse><tds:Manufacturer>%s</tds:Manufacturer>\
        <tds:Model>%s-%d</tds:Model><tds:FirmwareVersion>V%d.%d</tds:FirmwareVersion>\
        <tds:SerialNumber>%s%06d</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId>\
        </tds:GetDeviceInformationResponse>\
        """
                .formatted(
                        maker,
                        maker.substring(0, 2).toUpperCase(java.util.Locale.ROOT),
                        2000 + camera.channels().getFirst().main().width(),
                        2 + camera.number() % 3,
                        camera.number() % 10,
                        maker.substring(0, 2).toUpperCase(java.util.Locale.ROOT),
                        camera.number());
    }

    private String services() {
        StringBuilder all = new StringBuilder("<tds:GetServicesResponse>");
        service(all, "http://www.onvif.org/ver10/device/wsdl", "/onvif/device_service");
        service(all, "http://www.onvif.org/ver10/media/wsdl", "/onvif/media");
        if (camera.dialect().media2() != Media2.NONE) {
            service(all, MEDIA2, "/onvif/media2");
        }
        service(all, OnvifEvents.NAMESPACE, "/onvif/events");
        if (camera.head().isPresent()) {
            service(all, OnvifPtz.NAMESPACE, "/onvif/ptz");
        }
        return all.append("</tds:GetServicesResponse>").toString();
    }

    private void service(StringBuilder all, String namespace, String path) {
        all.append("<tds:Service><tds:Namespace>")
                .append(namespace)
                .append("</tds:Namespace><tds:XAddr>")
                .append(http(path))
                .append("</tds:XAddr><tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor>")
                .append("</tds:Version></tds:Service>");
    }

    private String capabilities() {
        return "<tds:GetCapabilitiesResponse><tds:Capabilities><tt:Device><tt:XAddr>"
                + http("/onvif/device_service")
                + "</tt:XAddr></tt:Device><tt:Media><tt:XAddr>"
                + http("/onvif/media")
                + " </tt:XAddr></tt:Media><tt:Events><tt:XAddr>"
                + http("/onvif/events")
                + "</tt:XAddr></tt:Events>"
                + camera.head()
                        .map(_ ->
                                "<tt:PTZ><tt:XAddr>" + http("/onvif/ptz") + "</tt:XAddr></tt:PTZ>")
                        .orElse("")
                + "</tds:Capabilities></tds:GetCapabilitiesResponse>";
    }

    private String profiles() {
        return "<trt:GetProfilesResponse>" + ofAll(this::profile) + "</trt:GetProfilesResponse>";
    }

    /// The main profile of each channel and its sub profile.
    private String ofAll(BiFunction<Channel, Boolean, String> profile) {
        return camera.channels().stream()
                .map(channel -> profile.apply(channel, false) + profile.apply(channel, true))
                .collect(Collectors.joining());
    }

    /// Media has no word for H.265 and says H.264.
    private String profile(Channel channel, boolean sub) {
        return """
        <trt:Profiles token="%s" fixed="true"><tt:Name>%s</tt:Name>\
        <tt:VideoSourceConfiguration token="vsc"><tt:SourceToken>%ssource</tt:SourceToken></tt:VideoSourceConfiguration>\
        <tt:VideoEncoderConfiguration token="vec"><tt:Encoding>H264</tt:Encoding>%s</tt:VideoEncoderConfiguration>\
        %s</trt:Profiles>\
        """
                .formatted(
                        channel.token(sub),
                        channel.token(sub),
                        channel.prefix(),
                        coding(channel.stream(sub)),
                        channel.prefix().isEmpty()
                                ? camera.head().map(_ -> PTZ_CONFIGURATION).orElse("")
                                : RECORDER_EXTRAS);
    }

    private Optional<String> newerProfiles() {
        return switch (camera.dialect().media2()) {
            case NONE -> Optional.empty();
            case HALF -> Optional.of(newer(ofAll(OnvifAnswers::bareProfile)));
            case FULL -> Optional.of(newer(ofAll(this::newerProfile)));
        };
    }

    private static String newer(String profiles) {
        return "<tr2:GetProfilesResponse>" + profiles + "</tr2:GetProfilesResponse>";
    }

    private static String bareProfile(Channel channel, boolean sub) {
        return "<tr2:Profiles token=\"%s\"><tr2:Name>%s</tr2:Name></tr2:Profiles>"
                .formatted(channel.token(sub), channel.token(sub));
    }

    private String newerProfile(Channel channel, boolean sub) {
        OnvifCamera.Stream stream = channel.stream(sub);
        return """
        <tr2:Profiles token="%s" fixed="true"><tr2:Name>%s</tr2:Name><tr2:Configurations>\
        <tr2:VideoSource token="vsc"><tt:SourceToken>%ssource</tt:SourceToken></tr2:VideoSource>\
        <tr2:VideoEncoder token="vec"><tt:Encoding>%s</tt:Encoding>%s</tr2:VideoEncoder>\
        %s</tr2:Configurations></tr2:Profiles>\
        """
                .formatted(
                        channel.token(sub),
                        channel.token(sub),
                        channel.prefix(),
                        stream.codec(),
                        coding(stream),
                        camera.head()
                                .map(_ ->
                                        "<tr2:PTZ token=\"ptz\"><tt:NodeToken>node</tt:NodeToken></tr2:PTZ>")
                                .orElse(""));
    }

    private static String coding(OnvifCamera.Stream stream) {
        return """
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:RateControl><tt:FrameRateLimit>%d</tt:FrameRateLimit>\
        <tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl>\
        """
                .formatted(stream.width(), stream.height(), stream.fps(), stream.kbps());
    }

    private Optional<Channel> channel(OnvifQuestion question) {
        String token = question.text("ProfileToken");
        return camera.channels().stream()
                .filter(channel ->
                        token.equals(channel.token(true)) || token.equals(channel.token(false)))
                .findFirst();
    }

    private static String picture(Channel channel) {
        return channel.prefix().isEmpty() ? "/snapshot" : "/snapshot?channel=" + channel.prefix();
    }

    private Optional<String> uri(OnvifQuestion question, boolean newer, String address) {
        String escaped = address.replace("&", "&amp;");
        String name = question.operation() + "Response";
        if (!newer) {
            return Optional.of(
                    "<trt:%s><trt:MediaUri><tt:Uri>%s</tt:Uri></trt:MediaUri></trt:%s>"
                            .formatted(name, escaped, name));
        }
        return camera.dialect().media2() == Media2.FULL
                ? Optional.of(
                        "<tr2:%s><tr2:Uri>%s</tr2:Uri></tr2:%s>".formatted(name, escaped, name))
                : Optional.empty();
    }

    private static String keyFrame(OnvifQuestion question, boolean newer, Channel channel) {
        channel.keyFrames().accept(isSub(question, channel));
        return "<%s:SetSynchronizationPointResponse/>".formatted(newer ? "tr2" : "trt");
    }

    private String rtsp(OnvifQuestion question, Channel channel) {
        boolean sub = isSub(question, channel);
        return "rtsp://" + host() + ":" + rtspPort + channel.stream(sub).path();
    }

    private static boolean isSub(OnvifQuestion question, Channel channel) {
        return question.text("ProfileToken").equals(channel.token(true));
    }

    private String http(String path) {
        int port = camera.dialect().told() == OnvifDialect.Told.WRONG_PORT ? 1 : httpPort;
        return "http://" + host() + ":" + port + path;
    }

    private String host() {
        return switch (camera.dialect().told()) {
            case RIGHT, WRONG_PORT -> camera.address();
            case LOOPBACK -> "127.0.0.1";
            case PRIVATE -> "192.168.1.64";
        };
    }
}
