package org.yuanjian.relay.rtsp.client;

import java.net.URI;
import java.net.URISyntaxException;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;

/// Reads the Location of a redirect (RFC 2326 §11.3.2, §12.25). The new address passes the
/// allow-list again when dialled.
final class RtspRedirect {
    private RtspRedirect() {}

    static RtspAddress follow(RtspAddress from, String location) throws RtspException {
        try {
            return from.at(new URI(location.strip()));
        } catch (URISyntaxException e) {
            throw new RtspException(Kind.STATUS, "redirected to " + RtspAddress.NO_ADDRESS);
        } catch (IllegalArgumentException e) {
            throw new RtspException(Kind.STATUS, "redirected to " + e.getMessage());
        }
    }
}
