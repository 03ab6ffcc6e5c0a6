package org.yuanjian.camera.registration;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.MediaProfile;

/// A stream a device offers, and where.
///
/// @param streamUri without credentials; null if the device did not tell it
/// @param snapshotUri without credentials; null if the device did not tell it
public record ProfileReport(
        MediaProfile profile, @Nullable URI streamUri, @Nullable URI snapshotUri) {}
