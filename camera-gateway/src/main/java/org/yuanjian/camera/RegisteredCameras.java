package org.yuanjian.camera;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.registry.VideoPoint.Channel;

/// How the camera of each registered point is reached, passwords opened.
public final class RegisteredCameras {
    private static final Logger LOG = LoggerFactory.getLogger(RegisteredCameras.class);

    private RegisteredCameras() {}

    /// The cameras by the codes of their points. A point without a device, without a path or whose
    /// password cannot be opened is not among them.
    public static Map<String, CameraAccess> of(PointList list, CredentialVault vault) {
        Map<String, Optional<String>> passwords = new HashMap<>();
        Map<String, CameraAccess> cameras = new LinkedHashMap<>();
        for (VideoPoint point : list.points()) {
            Optional<Channel> feed = point.feed().filter(channel -> !channel.mainPath().isEmpty());
            Optional<Device> device =
                    feed.flatMap(channel -> list.device(channel.device()))
                            .filter(found -> found.rtspPort() > 0);
            if (feed.isPresent() && device.isPresent()) {
                passwords
                        .computeIfAbsent(device.get().id(), _ -> password(device.get(), vault))
                        .ifPresent(password ->
                                cameras.put(
                                        point.code(),
                                        access(point, feed.get(), device.get(), password)));
            }
        }
        return cameras;
    }

    private static Optional<String> password(Device device, CredentialVault vault) {
        if (device.sealedPassword().isEmpty()) {
            return Optional.of("");
        }
        try {
            return Optional.of(vault.open(device.sealedPassword(), device.id()));
        } catch (VaultException e) {
            LOG.error("device={} cannot be reached: {}", device.id(), e.getMessage());
            return Optional.empty();
        }
    }

    private static CameraAccess access(
            VideoPoint point, Channel feed, Device device, String password) {
        return new CameraAccess(
                point.code(),
                device.id(),
                device.host(),
                device.rtspPort(),
                device.user(),
                password,
                feed.mainPath(),
                feed.subPath(),
                feed.transport());
    }
}
