package org.yuanjian.console.audit.place;

import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.yuanjian.camera.CameraNetworks;
import org.yuanjian.console.audit.format.LedgerKey;
import org.yuanjian.console.setting.LedgerSettings;

/// Finds the second place that the settings name.
public final class SecondPlaces {
    private SecondPlaces() {}

    /// Empty if they name none.
    public static Optional<SecondPlace> of(
            LedgerSettings settings, LedgerKey key, InstantSource clock) {
        String place = settings.secondPlace();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        if (place.startsWith("https://")) {
            return Optional.of(new PostPlace(URI.create(place), way(settings), key, clock));
        }
        if (place.startsWith("s3://")) {
            URI address = URI.create(place);
            return Optional.of(new BucketPlace(address, settings.bucket(), way(settings), clock));
        }
        return Optional.of(
                new FolderPlace(
                        place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place)));
    }

    private static OutboundWay way(LedgerSettings settings) {
        try {
            return new OutboundWay(
                    new CameraNetworks(settings.networks()), SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
