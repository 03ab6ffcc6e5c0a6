package org.yuanjian.relay.rtsp.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.media.rtsp.RtspException.Kind;
import org.yuanjian.media.rtsp.RtspResponse;
import org.yuanjian.media.sdp.MediaDescription;
import org.yuanjian.media.sdp.SdpException;
import org.yuanjian.media.sdp.SessionDescription;

/// What a DESCRIBE said: which tracks are worth having and under which URIs (RFC 2326 §C.1).
///
/// @param aggregateUri for PLAY, keep-alive and TEARDOWN
/// @param tracks at most one video and one audio track, in the order of the description
record RtspSession(String aggregateUri, List<Track> tracks) {

    /// @param controlUri for SETUP
    record Track(String controlUri, TrackFormat format) {}

    static RtspSession of(String requestUri, RtspResponse described) throws RtspException {
        SessionDescription description = parse(described.body());
        String base = base(requestUri, described);
        List<Track> tracks = new ArrayList<>();
        for (MediaDescription media : description.media()) {
            Optional<TrackFormat> format = media.format();
            if (format.isPresent() && !hasKind(tracks, format.get())) {
                tracks.add(new Track(resolve(base, media.control().orElse("*")), format.get()));
            }
        }
        if (tracks.isEmpty()) {
            throw new RtspException(Kind.DESCRIPTION, "no track in a codec we carry");
        }
        return new RtspSession(resolve(base, description.control().orElse("*")), tracks);
    }

    private static SessionDescription parse(String body) throws RtspException {
        try {
            return SessionDescription.parse(body);
        } catch (SdpException e) {
            throw new RtspException(Kind.DESCRIPTION, String.valueOf(e.getMessage()));
        }
    }

    private static boolean hasKind(List<Track> tracks, TrackFormat format) {
        return tracks.stream()
                .anyMatch(track -> track.format().codec().isVideo() == format.codec().isVideo());
    }

    private static String base(String requestUri, RtspResponse response) {
        return response.headers()
                .first("Content-Base")
                .or(() -> response.headers().first("Content-Location"))
                .filter(RtspSession::isAbsolute)
                .orElse(requestUri);
    }

    private static boolean isAbsolute(String uri) {
        return uri.toLowerCase(Locale.ROOT).startsWith("rtsp://");
    }

    /// Relative controls are appended, as cameras mean them, not resolved by RFC 3986: bases often
    /// hold a query.
    private static String resolve(String base, String control) {
        if (control.equals("*")) {
            return base;
        }
        if (isAbsolute(control)) {
            return control;
        }
        return base.endsWith("/") ? base + control : base + "/" + control;
    }

    List<TrackFormat> formats() {
        return tracks.stream().map(Track::format).toList();
    }
}
