package org.yuanjian.relay.rtsp;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;

/// What a player's request URI names: `rtsp://host/point/stream[/trackID=n][?ticket=…]`.
///
/// @param stream the stream asked for
/// @param track the track of a SETUP, which need not exist; -1 for the whole stream
/// @param ticket from the query or from `Authorization: Bearer`; empty if there is none
record RtspRequestTarget(StreamId stream, int track, String ticket) {
    private static final Pattern URI =
            Pattern.compile(
                    "rtsp://[^/?#]*/([A-Za-z0-9_-]{1,64})/([A-Za-z0-9_-]{1,64})(?:/(?:trackID=(\\d{1,3})/?)?)?(?:\\?(.*))?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern TRACK = Pattern.compile("(?:^|[/&])trackID=(\\d{1,3})(?![^/&])");
    private static final Pattern TICKET = Pattern.compile("(?:^|&)ticket=([^&/]*)");
    private static final String BEARER = "bearer ";

    /// Empty for a URI that cannot name a stream of ours.
    static Optional<RtspRequestTarget> of(RtspRequest request) {
        Matcher uri = URI.matcher(request.uri());
        if (!uri.matches()) {
            return Optional.empty();
        }
        String query = uri.group(4) == null ? "" : uri.group(4);
        // Players append the control to the query when the base URI has one.
        Matcher appended = TRACK.matcher(query);
        @Nullable String track = uri.group(3);
        if (track == null && appended.find()) {
            track = appended.group(1);
        }
        int number = track == null ? -1 : Integer.parseInt(track);
        StreamId stream = new StreamId(uri.group(1), uri.group(2));
        return Optional.of(new RtspRequestTarget(stream, number, ticket(request.headers(), query)));
    }

    private static String ticket(RtspHeaders headers, String query) {
        String authorization = headers.first("Authorization").orElse("");
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        Matcher ticket = TICKET.matcher(query);
        return ticket.find() ? decoded(ticket.group(1)) : "";
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // The message repeats the text, which may be half a ticket: it goes no further.
            return "";
        }
    }

    @Override
    public String toString() {
        return stream + (track < 0 ? "" : "/trackID=" + track);
    }
}
