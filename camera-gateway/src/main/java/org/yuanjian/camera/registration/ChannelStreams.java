package org.yuanjian.camera.registration;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.registry.VideoPoint.Channel;

/// Finds among the streams a device offers those of one channel.
final class ChannelStreams {
    private static final int RTSP_PORT = 554;

    private final Map<String, List<ProfileReport>> sources = new LinkedHashMap<>();

    /// @param profiles those with an address count
    ChannelStreams(List<ProfileReport> profiles) {
        for (ProfileReport profile : profiles) {
            if (profile.streamUri() != null) {
                sources.computeIfAbsent(profile.profile().sourceToken(), _ -> new ArrayList<>())
                        .add(profile);
            }
        }
    }

    /// A main stream and its sub stream, null where there is none.
    record Pair(URI main, @Nullable URI sub) {
        int port() {
            return main.getPort() < 0 ? RTSP_PORT : main.getPort();
        }

        String mainPath() {
            return Channel.pathOf(main);
        }

        String subPath() {
            return sub == null ? "" : Channel.pathOf(sub);
        }
    }

    /// The streams of a channel: by the device's own name of its video source, else by its number
    /// from 1 in the device's order; the first one if the channel has no name.
    ///
    /// The largest picture is the main stream. The sub stream is the smallest of the others, one
    /// that every browser shows if there is one.
    Optional<Pair> of(String channel) {
        return source(channel).flatMap(ChannelStreams::pair);
    }

    private Optional<List<ProfileReport>> source(String channel) {
        if (sources.containsKey(channel)) {
            return Optional.ofNullable(sources.get(channel));
        }
        int number =
                channel.matches("\\d{1,4}") ? Integer.parseInt(channel) : channel.isEmpty() ? 1 : 0;
        return number < 1
                ? Optional.empty()
                : sources.values().stream().skip(number - 1L).findFirst();
    }

    private static Optional<Pair> pair(List<ProfileReport> profiles) {
        List<ProfileReport> largestFirst =
                profiles.stream()
                        .sorted(
                                Comparator.<ProfileReport>comparingInt(
                                                report -> pixels(report.profile()))
                                        .reversed())
                        .toList();
        Optional<URI> sub =
                largestFirst.stream()
                        .skip(1)
                        .min(
                                Comparator.<ProfileReport>comparingInt(
                                                report -> isForAll(report.profile()) ? 0 : 1)
                                        .thenComparingInt(report -> pixels(report.profile())))
                        .map(ProfileReport::streamUri);
        return largestFirst.stream()
                .map(ProfileReport::streamUri)
                .findFirst()
                .map(main -> new Pair(main, sub.orElse(null)));
    }

    private static boolean isForAll(MediaProfile profile) {
        return profile.codec().equals("H264");
    }

    private static int pixels(MediaProfile profile) {
        return profile.width() * profile.height();
    }
}
