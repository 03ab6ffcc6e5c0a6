package org.yuanjian.camera.ptz;

/// Who moves a camera, and why.
///
/// @param person account
/// @param priority the higher takes a camera away from the lower
/// @param reason why pictures are looked at
public record PtzOperator(String person, int priority, String reason) {}
