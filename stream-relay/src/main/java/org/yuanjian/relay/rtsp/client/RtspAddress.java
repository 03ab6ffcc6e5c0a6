package org.yuanjian.relay.rtsp.client;

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

    public RtspAddress {
        if (!path.startsWith("/") || port <= 0 || port > 65_535) {
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

    RtspAddress at(String otherHost, int otherPort, String otherPath) {
        return new RtspAddress(otherHost, otherPort, otherPath, user, password, transport);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
