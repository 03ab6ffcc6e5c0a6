package org.yuanjian.camera;

/// How one stream of a device is reached at present.
///
/// @param path the stream's path at the camera, with its leading slash
/// @param lock shared by everything that goes to this device with these credentials; a refusal goes
///   there and stops them all
public record StreamAccess(CameraAccess camera, String path, DeviceLock lock) {}
