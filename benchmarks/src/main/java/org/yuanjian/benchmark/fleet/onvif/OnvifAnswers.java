package org.yuanjian.benchmark.fleet.onvif;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect.Media2;

/// What stands in the bodies of one camera's answers.
final class OnvifAnswers {
    private static final String MEDIA2 = "http://www.onvif.org/ver20/media/wsdl";

    private final OnvifCamera camera;
    private final int httpPort;
    private final int rtspPort;

    OnvifAnswers(OnvifCamera camera, int httpPort, int rtspPort) {
        this.camera = camera;
        this.httpPort = httpPort;
        this.rtspPort = rtspPort;
    }

    /// Empty for what this camera does not know.
    Optional<String> answer(OnvifQuestion question, Instant now) {
        boolean newer = question.isOf(MEDIA2);
        return switch (question.operation()) {
            case "GetSystemDateAndTime" -> Optional.of(time(now));
            case "GetDeviceInformation" -> Optional.of(information());
            case "GetServices" ->
                    camera.dialect().services() ? Optional.of(services()) : Optional.empty();
            case "GetCapabilities" -> Optional.of(capabilities());
            case "GetProfiles" -> newer ? newerProfiles() : Optional.of(profiles());
            case "GetStreamUri" -> uri(question, newer, rtsp(question));
            case "GetSnapshotUri" ->
                    camera.dialect().snapshot()
                            ? uri(question, newer, http("/snapshot"))
                            : Optional.empty();
            default -> Optional.empty();
        };
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
                        2000 + camera.stream(false).width(),
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
                + " </tt:XAddr></tt:Media></tds:Capabilities></tds:GetCapabilitiesResponse>";
    }

    private String profiles() {
        return "<trt:GetProfilesResponse>"
                + profile(false)
                + profile(true)
                + "</trt:GetProfilesResponse>";
    }

    /// Media has no word for H.265 and says H.264.
    private String profile(boolean sub) {
        OnvifCamera.Stream stream = camera.stream(sub);
        return """
        <trt:Profiles token="%s" fixed="true"><tt:Name>%s</tt:Name>\
        <tt:VideoSourceConfiguration token="vsc"><tt:SourceToken>source</tt:SourceToken></tt:VideoSourceConfiguration>\
        <tt:VideoEncoderConfiguration token="vec"><tt:Encoding>H264</tt:Encoding>%s</tt:VideoEncoderConfiguration>\
        </trt:Profiles>\
        """
                .formatted(token(sub), token(sub), coding(stream));
    }

    private Optional<String> newerProfiles() {
        return switch (camera.dialect().media2()) {
            case NONE -> Optional.empty();
            case HALF ->
                    Optional.of(
                            "<tr2:GetProfilesResponse><tr2:Profiles token=\"main\"><tr2:Name>main</tr2:Name></tr2:Profiles>"
                                    + "<tr2:Profiles token=\"sub\"><tr2:Name>sub</tr2:Name></tr2:Profiles></tr2:GetProfilesResponse>");
            case FULL ->
                    Optional.of(
                            "<tr2:GetProfilesResponse>"
                                    + newerProfile(false)
                                    + newerProfile(true)
                                    + "</tr2:GetProfilesResponse>");
        };
    }

    private String newerProfile(boolean sub) {
        OnvifCamera.Stream stream = camera.stream(sub);
        return """
        <tr2:Profiles token="%s" fixed="true"><tr2:Name>%s</tr2:Name><tr2:Configurations>\
        <tr2:VideoSource token="vsc"><tt:SourceToken>source</tt:SourceToken></tr2:VideoSource>\
        <tr2:VideoEncoder token="vec"><tt:Encoding>%s</tt:Encoding>%s</tr2:VideoEncoder>\
        </tr2:Configurations></tr2:Profiles>\
        """
                .formatted(token(sub), token(sub), stream.codec(), coding(stream));
    }

    private static String coding(OnvifCamera.Stream stream) {
        return """
        <tt:Resolution><tt:Width>%d</tt:Width><tt:Height>%d</tt:Height></tt:Resolution>\
        <tt:RateControl><tt:FrameRateLimit>%d</tt:FrameRateLimit>\
        <tt:BitrateLimit>%d</tt:BitrateLimit></tt:RateControl>\
        """
                .formatted(stream.width(), stream.height(), stream.fps(), stream.kbps());
    }

    private static String token(boolean sub) {
        return sub ? "sub" : "main";
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

    private String rtsp(OnvifQuestion question) {
        boolean sub = question.text("ProfileToken").equals("sub");
        return "rtsp://" + host() + ":" + rtspPort + camera.stream(sub).path();
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
