package org.yuanjian.relay.rtsp.client;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;

/// Reads the Location of a redirect (RFC 2326 §11.3.2, §12.25). The new address passes the
/// allow-list again when dialled.
final class RtspRedirect {
    private static final int DEFAULT_PORT = 554;

    private RtspRedirect() {}

    static RtspAddress follow(RtspAddress from, String location) throws RtspException {
        URI uri = parse(location);
        @Nullable String host = uri == null ? null : uri.getHost();
        if (uri == null || host == null || !"rtsp".equalsIgnoreCase(uri.getScheme())) {
            throw new RtspException(Kind.STATUS, "redirected to something that is no RTSP address");
        }
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        if (port <= 0 || port > 65_535) {
            throw new RtspException(Kind.STATUS, "redirected to a port that is none");
        }
        return from.at(host.replace("[", "").replace("]", ""), port, path + query);
    }

    private static @Nullable URI parse(String location) {
        try {
            return new URI(location.strip());
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
