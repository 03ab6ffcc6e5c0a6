package org.yuanjian.camera.onvif;

import java.util.Locale;

/// A stream a device offers.
///
/// @param token how the device calls it
/// @param codec `H264`, `H265`, `JPEG`, `MPEG4`; empty if the device does not say
/// @param width of the picture in pixels, 0 if the device does not say
/// @param fps frames per second at most, 0 if the device does not say
/// @param kbps thousand bits per second at most, 0 if the device does not say
/// @param sourceToken which of the device's video sources it shows: the channel of a recorder
/// @param ptz whether the picture can be moved
public record MediaProfile(
        String token,
        String name,
        String codec,
        int width,
        int height,
        int fps,
        int kbps,
        String sourceToken,
        boolean ptz) {

    /// Of Media's answer (`ver10`).
    static MediaProfile of(XmlNode node) {
        XmlNode video = node.part("VideoEncoderConfiguration");
        return of(
                node,
                video,
                node.part("VideoSourceConfiguration"),
                node.find("PTZConfiguration").isPresent());
    }

    /// Of Media2's answer (`ver20`), which groups what it says under `Configurations`.
    static MediaProfile of2(XmlNode node) {
        XmlNode all = node.part("Configurations");
        return of(
                node,
                all.part("VideoEncoder"),
                all.part("VideoSource"),
                all.find("PTZ").isPresent());
    }

    private static MediaProfile of(XmlNode node, XmlNode video, XmlNode source, boolean ptz) {
        return new MediaProfile(
                node.attribute("token"),
                node.text("Name"),
                codec(video.text("Encoding")),
                video.number("Resolution", "Width"),
                video.number("Resolution", "Height"),
                video.number("RateControl", "FrameRateLimit"),
                video.number("RateControl", "BitrateLimit"),
                source.text("SourceToken"),
                ptz);
    }

    // Media2 names codecs by their MIME subtype, which devices write as they like.
    static String codec(String encoding) {
        String plain = encoding.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        return switch (plain) {
            case "HEVC" -> "H265";
            case "AVC" -> "H264";
            case "MPV4ES", "MP4VES" -> "MPEG4";
            default -> plain;
        };
    }

    /// This profile, with what it does not say itself as `other` says it.
    MediaProfile or(MediaProfile other) {
        boolean hasVideo = !codec.isEmpty();
        return new MediaProfile(
                token,
                name.isEmpty() ? other.name : name,
                hasVideo ? codec : other.codec,
                hasVideo ? width : other.width,
                hasVideo ? height : other.height,
                hasVideo ? fps : other.fps,
                hasVideo ? kbps : other.kbps,
                sourceToken.isEmpty() ? other.sourceToken : sourceToken,
                ptz || other.ptz);
    }
}
