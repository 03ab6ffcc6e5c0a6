package org.yuanjian.camera.onvif;

import java.time.Duration;

/// How a client behaves towards all its devices.
///
/// @param callTimeout for one call, from dialling to the last byte
/// @param maxAnswerBytes largest answer that is read; an NVR with 64 channels sends 160 kB
/// @param maxSnapshotBytes largest picture that is taken
public record OnvifSettings(Duration callTimeout, int maxAnswerBytes, int maxSnapshotBytes) {
    public static final OnvifSettings DEFAULT =
            new OnvifSettings(Duration.ofSeconds(10), 2 * 1024 * 1024, 8 * 1024 * 1024);
}
