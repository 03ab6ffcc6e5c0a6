package org.yuanjian.camera.onvif;

/// A view that a device has kept.
///
/// @param token how the device calls it
/// @param name how people do; empty if nobody named it
public record PtzPreset(String token, String name) {}
