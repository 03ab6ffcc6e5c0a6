package org.yuanjian.relay.http;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the relay's HTTP port behaves.
///
/// @param bind address and port it listens on; port 0 takes a free one
/// @param origins whose pages may call
/// @param maxBodyBytes the longest request body; an SDP offer has a few kilobytes
/// @param idle a connection that has not brought a whole request for this long is closed
/// @param certificate shown over TLS; null: the port speaks without
public record RelayHttpSettings(
        InetSocketAddress bind,
        ConsoleOrigin origins,
        int maxBodyBytes,
        Duration idle,
        @Nullable RelayCertificate certificate) {
    public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;
    public static final Duration DEFAULT_IDLE = Duration.ofSeconds(30);

    public RelayHttpSettings(InetSocketAddress bind, ConsoleOrigin origins) {
        this(bind, origins, DEFAULT_MAX_BODY_BYTES, DEFAULT_IDLE);
    }

    public RelayHttpSettings(
            InetSocketAddress bind, ConsoleOrigin origins, int maxBodyBytes, Duration idle) {
        this(bind, origins, maxBodyBytes, idle, null);
    }

    /// The same over TLS.
    public RelayHttpSettings with(RelayCertificate shown) {
        return new RelayHttpSettings(bind, origins, maxBodyBytes, idle, shown);
    }
}
