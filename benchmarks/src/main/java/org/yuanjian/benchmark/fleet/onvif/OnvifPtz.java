package org.yuanjian.benchmark.fleet.onvif;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yuanjian.benchmark.fleet.onvif.OnvifHead.Vector;

/// What a camera answers to PTZ (ONVIF PTZ Service Specification). The cheaper makers refuse a
/// timeout and go on moving until they are told to stop.
final class OnvifPtz {
    static final String NAMESPACE = "http://www.onvif.org/ver20/ptz/wsdl";

    private static final Pattern PAN_TILT =
            Pattern.compile("PanTilt[^>]*?x=\"([-0-9.]+)\"[^>]*?y=\"([-0-9.]+)\"");
    private static final Pattern ZOOM = Pattern.compile("Zoom[^>]*?x=\"([-0-9.]+)\"");
    private static final Pattern SECONDS = Pattern.compile("PT([0-9.]+)S");

    private final OnvifHead head;
    private final boolean obeysTimeout;

    OnvifPtz(OnvifHead head, boolean obeysTimeout) {
        this.head = head;
        this.obeysTimeout = obeysTimeout;
    }

    /// Empty for what it does not know, or not with these words.
    Optional<String> answer(OnvifQuestion question) {
        String name = question.operation();
        return switch (name) {
            case "GetNodes" -> Optional.of(nodes());
            case "GetPresets" -> Optional.of(presets());
            case "ContinuousMove" -> move(question);
            case "Stop" -> done(name, head::stop);
            case "AbsoluteMove" -> done(name, () -> head.moveTo(vector(question)));
            case "RelativeMove" -> done(name, () -> head.moveBy(vector(question)));
            case "GotoHomePosition" -> done(name, head::goHome);
            case "SetHomePosition" -> done(name, head::keepHome);
            case "GotoPreset" ->
                    head.goTo(token(question)) ? done(name, () -> {}) : Optional.empty();
            case "RemovePreset" ->
                    head.remove(token(question)) ? done(name, () -> {}) : Optional.empty();
            case "SetPreset" -> {
                String kept = head.keep(token(question), question.text("PresetName"));
                yield Optional.of(
                        response(name, "<tptz:PresetToken>" + kept + "</tptz:PresetToken>"));
            }
            default -> Optional.empty();
        };
    }

    private static String token(OnvifQuestion question) {
        return question.text("PresetToken");
    }

    private Optional<String> move(OnvifQuestion question) {
        Matcher seconds = SECONDS.matcher(question.text("Timeout"));
        boolean isTimed = seconds.find();
        if (isTimed && !obeysTimeout) {
            return Optional.empty();
        }
        return done(
                question.operation(),
                () ->
                        head.move(
                                vector(question),
                                isTimed ? Double.parseDouble(seconds.group(1)) : 0));
    }

    private static Vector vector(OnvifQuestion question) {
        Matcher panTilt = PAN_TILT.matcher(question.body());
        Matcher zoom = ZOOM.matcher(question.body());
        boolean moves = panTilt.find();
        return new Vector(
                moves ? Double.parseDouble(panTilt.group(1)) : 0,
                moves ? Double.parseDouble(panTilt.group(2)) : 0,
                zoom.find() ? Double.parseDouble(zoom.group(1)) : 0);
    }

    private static Optional<String> done(String name, Runnable action) {
        action.run();
        return Optional.of(response(name, ""));
    }

    private static String response(String name, String content) {
        return "<tptz:" + name + "Response>" + content + "</tptz:" + name + "Response>";
    }

    private String presets() {
        return response(
                "GetPresets",
                head.presets().entrySet().stream()
                        .map(preset ->
                                "<tptz:Preset token=\"%s\"><tt:Name>%s</tt:Name></tptz:Preset>"
                                        .formatted(preset.getKey(), escaped(preset.getValue())))
                        .collect(Collectors.joining()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String nodes() {
        return response(
                "GetNodes",
                """
                <tptz:PTZNode token="node" FixedHomePosition="false"><tt:Name>head</tt:Name>\
                <tt:SupportedPTZSpaces>\
                <tt:AbsolutePanTiltPositionSpace><tt:URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/PositionGenericSpace</tt:URI></tt:AbsolutePanTiltPositionSpace>\
                <tt:RelativePanTiltTranslationSpace><tt:URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/TranslationGenericSpace</tt:URI></tt:RelativePanTiltTranslationSpace>\
                <tt:ContinuousPanTiltVelocitySpace><tt:URI>http://www.onvif.org/ver10/tptz/PanTiltSpaces/VelocityGenericSpace</tt:URI></tt:ContinuousPanTiltVelocitySpace>\
                </tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>32</tt:MaximumNumberOfPresets>\
                <tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode>\
                """);
    }
}
