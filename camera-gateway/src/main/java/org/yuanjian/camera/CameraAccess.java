package org.yuanjian.camera;

import java.util.Optional;
import org.yuanjian.camera.registry.Transport;
import org.yuanjian.media.StreamId;

/// How one camera is reached. Holds a password: its text form leaves user and password out.
///
/// @param code code of the video point
/// @param device id of the device that shows it
/// @param address host name or IP address
/// @param port RTSP port
/// @param user empty where the camera wants none
/// @param password any characters, empty included
/// @param mainPath path of the main stream, with its leading slash
/// @param subPath path of the sub stream; empty where there is none
/// @param transport how packets are asked for first
public record CameraAccess(
        String code,
        String device,
        String address,
        int port,
        String user,
        String password,
        String mainPath,
        String subPath,
        Transport transport) {

    /// The path of a stream of this camera; empty where it has no such stream.
    Optional<String> path(String stream) {
        return switch (stream) {
            case StreamId.MAIN -> Optional.of(mainPath);
            case StreamId.SUB -> Optional.of(subPath).filter(path -> !path.isEmpty());
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return code + " at " + address + ":" + port + " by " + transport;
    }
}
