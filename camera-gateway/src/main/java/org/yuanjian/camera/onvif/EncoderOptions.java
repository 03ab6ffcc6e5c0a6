package org.yuanjian.camera.onvif;

import java.util.List;

/// What a device's encoder can be set to for one codec.
///
/// @param codec as [MediaProfile] names it
/// @param sizes of pictures
/// @param maxKbps thousand bits per second, 0 if the device does not say
public record EncoderOptions(String codec, List<Size> sizes, int maxKbps) {
    /// In pixels.
    public record Size(int width, int height) {}

    static EncoderOptions of(XmlNode options) {
        return new EncoderOptions(
                MediaProfile.codec(options.text("Encoding")),
                options.children("ResolutionsAvailable").stream()
                        .map(size -> new Size(size.number("Width"), size.number("Height")))
                        .toList(),
                options.number("BitrateRange", "Max"));
    }
}
