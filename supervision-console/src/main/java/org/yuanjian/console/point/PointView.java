package org.yuanjian.console.point;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.registry.VideoPoint.Channel;

/// A point with all that is known of it, as JSON has it (docs/api.md). Passwords never leave.
///
/// @param device null where none hangs there
record PointView(
        String code,
        String name,
        String place,
        String siteId,
        String site,
        String siteKind,
        String region,
        int lineKbps,
        String signage,
        @Nullable Double longitude,
        @Nullable Double latitude,
        List<String> tags,
        @Nullable DeviceView device) {

    /// @param hasPassword whether one is kept
    /// @param points how many points the device shows
    record DeviceView(
            String id,
            String host,
            int onvifPort,
            int rtspPort,
            String user,
            boolean hasPassword,
            String addresses,
            int sessions,
            String manufacturer,
            String model,
            String firmware,
            String serial,
            String channel,
            String mainPath,
            String subPath,
            String transport,
            long points) {}

    static PointView of(PointList list, VideoPoint point) {
        Optional<VideoPoint.Location> location = Optional.ofNullable(point.location());
        return new PointView(
                point.code(),
                point.name(),
                point.place().word(),
                point.site().id(),
                point.site().name(),
                point.site().kind().word(),
                point.site().region(),
                point.site().lineKbps(),
                point.signage().word(),
                location.map(VideoPoint.Location::longitude).orElse(null),
                location.map(VideoPoint.Location::latitude).orElse(null),
                point.tags(),
                point.feed().flatMap(feed -> device(list, feed)).orElse(null));
    }

    private static Optional<DeviceView> device(PointList list, Channel feed) {
        return list.device(feed.device()).map(device -> device(list, feed, device));
    }

    private static DeviceView device(PointList list, Channel feed, Device device) {
        Device.Inventory inventory = device.inventory();
        return new DeviceView(
                device.id(),
                device.host(),
                device.onvifPort(),
                device.rtspPort(),
                device.user(),
                !device.sealedPassword().isEmpty(),
                device.addresses().name().toLowerCase(Locale.ROOT),
                device.sessions(),
                inventory.manufacturer(),
                inventory.model(),
                inventory.firmware(),
                inventory.serial(),
                feed.name(),
                feed.mainPath(),
                feed.subPath(),
                feed.transport().word(),
                list.points().stream()
                        .filter(point ->
                                point.feed()
                                        .filter(f -> f.device().equals(device.id()))
                                        .isPresent())
                        .count());
    }
}
