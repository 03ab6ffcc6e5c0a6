package org.yuanjian.relay.rtsp.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a stream is pulled from, and as whom. Credentials stand apart from the URI, so that they
/// may hold any character.
///
/// @param host name or address
/// @param port TCP port
/// @param path path and query, beginning with `/`
/// @param user empty for none
/// @param password never shown
/// @param transport how packets shall come
public record RtspAddress(
        String host, int port, String path, String user, String password, Transport transport) {

    /// How packets come from the camera.
    public enum Transport {
        /// Interleaved in the RTSP connection; UDP if the camera answers 461.
        TCP,
        /// Datagrams; TCP if the camera answers 461.
        UDP
    }

    static final String NO_ADDRESS = "something that is no RTSP address";

    private static final int DEFAULT_PORT = 554;
    private static final int TOP_PORT = 65_535;

    public RtspAddress {
        if (!path.startsWith("/") || port <= 0 || port > TOP_PORT) {
            throw new IllegalArgumentException("not an RTSP address");
        }
    }

    /// The request URI, without credentials.
    public String uri() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return "rtsp://" + name + ":" + port + path;
    }

    public boolean hasCredentials() {
        return !user.isEmpty();
    }

    /// The same credentials at another address, which may hold no credentials of its own.
    ///
    /// @throws IllegalArgumentException with words for it, if that is no RTSP address
    public RtspAddress at(URI uri) {
        @Nullable String name = uri.getHost();
        if (name == null || !"rtsp".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException(NO_ADDRESS);
        }
        int other = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (other <= 0 || other > TOP_PORT) {
            throw new IllegalArgumentException("a port that is none");
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String way = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return at(name.replace("[", "").replace("]", ""), other, way + query);
    }

    private RtspAddress at(String otherHost, int otherPort, String otherPath) {
        return new RtspAddress(otherHost, otherPort, otherPath, user, password, transport);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
