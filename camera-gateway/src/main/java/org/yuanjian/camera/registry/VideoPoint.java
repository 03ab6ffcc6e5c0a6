package org.yuanjian.camera.registry;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One camera's place, and the channel that shows it.
///
/// @param code 20 digits of GB/T 28181-2022 annex E
/// @param name what it shows, for example 接待窗口; unique within its site
/// @param place the kind of place it shows
/// @param site where it is
/// @param signage whether people are told that there is a camera
/// @param location null where nobody noted it
/// @param tags words to find it by
/// @param channel null where no device hangs there
public record VideoPoint(
        String code,
        String name,
        Place place,
        Site site,
        Signage signage,
        @Nullable Location location,
        List<String> tags,
        @Nullable Channel channel) {

    public VideoPoint {
        tags = List.copyOf(tags);
    }

    /// The kinds of place a camera watches.
    public enum Place {
        COUNTER,
        WAITING,
        VISIT,
        CORRIDOR,
        GATE,
        CARPARK,
        DECLARATION,
        STUDY;

        /// The word in lists.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether a sign tells people of the camera.
    public enum Signage {
        UNKNOWN,
        POSTED,
        MISSING;

        /// The word in lists.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Where it is on the earth (CGCS2000), in degrees.
    public record Location(double longitude, double latitude) {}

    /// The channel of a device that shows the point.
    ///
    /// @param device its id
    /// @param name of the channel, as the device tells its video sources; empty for its only one
    /// @param mainPath path of the main stream, with its leading slash; empty until it is known
    /// @param subPath path of the sub stream; empty where there is none
    /// @param transport how packets are asked for first
    public record Channel(
            String device, String name, String mainPath, String subPath, Transport transport) {
        /// The path of a stream's address, its query included.
        public static String pathOf(URI stream) {
            String query = stream.getRawQuery() == null ? "" : "?" + stream.getRawQuery();
            return stream.getRawPath() + query;
        }
    }

    public Optional<Channel> feed() {
        return Optional.ofNullable(channel);
    }
}
