package org.yuanjian.camera.onvif;

/// What can be moved, and how.
///
/// @param token how the device calls it
/// @param absolute whether it goes to a position
/// @param relative whether it goes a way
/// @param continuous whether it moves at a speed
/// @param presets how many views it keeps at most
/// @param home whether it has a home position
public record PtzNode(
        String token,
        String name,
        boolean absolute,
        boolean relative,
        boolean continuous,
        int presets,
        boolean home) {
    static PtzNode of(XmlNode node) {
        return new PtzNode(
                node.attribute("token"),
                node.text("Name"),
                node.find("SupportedPTZSpaces", "AbsolutePanTiltPositionSpace").isPresent(),
                node.find("SupportedPTZSpaces", "RelativePanTiltTranslationSpace").isPresent(),
                node.find("SupportedPTZSpaces", "ContinuousPanTiltVelocitySpace").isPresent(),
                node.number("MaximumNumberOfPresets"),
                node.text("HomeSupported").equals("true"));
    }
}
