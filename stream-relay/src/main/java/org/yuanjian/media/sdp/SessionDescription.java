package org.yuanjian.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What of a session description matters to play it (RFC 8866, RFC 2326 appendix C): attributes and
/// media, in order.
///
/// @param attributes those before the first media line
/// @param media one for each `m=` line
public record SessionDescription(List<Attribute> attributes, List<MediaDescription> media) {
    private static final int MAX_LINES = 512;
    private static final int MAX_MEDIA = 16;

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /// One `a=name:value` line; the value is empty for flags.
    public record Attribute(String name, String value) {

        static Attribute parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Attribute(text.strip(), "")
                    : new Attribute(
                            text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
    }

    /// Reads a description. Lines it does not know, and lines that are none, are passed over, as
    /// cameras write both.
    ///
    /// @throws SdpException if it is larger than any camera's, or has no media
    public static SessionDescription parse(String text) throws SdpException {
        List<Attribute> session = new ArrayList<>();
        List<MediaDescription> media = new ArrayList<>();
        List<Attribute> current = session;
        List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
        if (lines.size() > MAX_LINES) {
            throw new SdpException("over " + MAX_LINES + " lines");
        }
        for (String line : lines) {
            if (line.startsWith("m=")) {
                current = new ArrayList<>();
                MediaDescription.parse(line.substring(2), current).ifPresent(media::add);
            } else if (line.startsWith("a=")) {
                current.add(Attribute.parse(line.substring(2)));
            }
        }
        if (media.isEmpty() || media.size() > MAX_MEDIA) {
            throw new SdpException(media.isEmpty() ? "no media" : "over " + MAX_MEDIA + " media");
        }
        return new SessionDescription(
                session, media.stream().map(MediaDescription::sealed).toList());
    }

    /// The session-level `a=control`.
    public Optional<String> control() {
        return MediaDescription.value(attributes, "control");
    }
}
