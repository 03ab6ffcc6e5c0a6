package org.yuanjian.relay.webrtc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yuanjian.media.sdp.SdpException;

/// What of a browser's offer an answer needs (RFC 8829 §5.2).
///
/// @param fragment the viewer's ICE user name fragment
/// @param fingerprint SHA-256 of the viewer's certificate, `AB:CD:…`
/// @param media one for each `m=` line, in order
record SdpOffer(String fragment, String fingerprint, List<Media> media) {
    private static final int MAX_LINES = 1024;
    private static final int MAX_LINE_CHARACTERS = 2048;
    private static final int MAX_MEDIA = 8;
    private static final int MAX_FORMATS = 128; // as many as there are payload types
    private static final String SHA_256 = "sha-256 ";

    SdpOffer {
        media = List.copyOf(media);
    }

    /// @param kind `audio`, `video` or `application`
    /// @param mid names it in the bundle
    /// @param protocol such as `UDP/TLS/RTP/SAVPF`
    /// @param formats payload types, or what stands in their place
    /// @param lines its attributes without `a=`
    record Media(
            String kind, String mid, String protocol, List<String> formats, List<String> lines) {
        Media {
            formats = List.copyOf(formats);
            lines = List.copyOf(lines);
        }

        /// Value of `a=name:payloadType …` behind the payload type, empty if there is none.
        String of(String name, String payloadType) {
            String start = name + ":" + payloadType + " ";
            return lines.stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        boolean offers(String name, String payloadType, String value) {
            return lines.contains(name + ":" + payloadType + " " + value)
                    || lines.contains(name + ":* " + value);
        }

        /// The value of one format parameter, in lower case; empty if it is not set.
        String parameter(String payloadType, String name) {
            for (String pair : of("fmtp", payloadType).toLowerCase(Locale.ROOT).split(";", -1)) {
                String[] parts = pair.strip().split("=", 2);
                if (parts.length == 2 && parts[0].equals(name)) {
                    return parts[1].strip();
                }
            }
            return "";
        }

        private Optional<String> value(String name) {
            return SdpOffer.value(lines, name);
        }
    }

    static SdpOffer parse(String text) throws SdpException {
        List<String> lines = lines(text);
        List<String> session = new ArrayList<>();
        List<String> current = session;
        List<String> headers = new ArrayList<>();
        List<List<String>> attributes = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("m=")) {
                headers.add(line.substring(2));
                current = new ArrayList<>();
                attributes.add(current);
            } else if (line.startsWith("a=")) {
                current.add(line.substring(2).strip());
            }
        }
        if (headers.isEmpty() || headers.size() > MAX_MEDIA) {
            throw new SdpException("no media, or too many");
        }
        List<Media> media = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            media.add(media(headers.get(i), attributes.get(i)));
        }
        return of(session, media);
    }

    private static List<String> lines(String text) throws SdpException {
        List<String> lines = text.lines().limit(MAX_LINES + 1L).toList();
        if (lines.size() > MAX_LINES
                || !text.startsWith("v=0")
                || lines.stream().anyMatch(line -> line.length() > MAX_LINE_CHARACTERS)) {
            throw new SdpException("not an offer");
        }
        return lines;
    }

    private static SdpOffer of(List<String> session, List<Media> media) throws SdpException {
        String fragment = first(session, media, "ice-ufrag");
        String fingerprint = first(session, media, "fingerprint");
        if (!isWord(fragment)
                || !fingerprint.toLowerCase(Locale.ROOT).startsWith(SHA_256)
                || "passive".equals(first(session, media, "setup"))) {
            throw new SdpException("no ICE, no SHA-256 fingerprint, or not active");
        }
        String hash = fingerprint.substring(SHA_256.length()).strip().toUpperCase(Locale.ROOT);
        return new SdpOffer(fragment, hash, media);
    }

    private static Media media(String header, List<String> lines) throws SdpException {
        String[] words = header.strip().split(" +", -1);
        String mid = value(lines, "mid").orElse("");
        if (words.length < 4 || !isWord(words[0]) || !isWord(mid) || !isWord(words[2])) {
            throw new SdpException("media line not valid");
        }
        List<String> formats = Arrays.stream(words).skip(3).distinct().toList();
        if (formats.size() > MAX_FORMATS || !formats.stream().allMatch(SdpOffer::isWord)) {
            throw new SdpException("media formats not valid");
        }
        return new Media(words[0], mid, words[2], formats, lines);
    }

    /// What may be repeated in an answer: short, and of harmless characters.
    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.length() <= 256
                && text.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    private static String first(List<String> session, List<Media> media, String name) {
        return media.stream()
                .flatMap(one -> one.value(name).stream())
                .findFirst()
                .or(() -> value(session, name))
                .orElse("");
    }

    private static Optional<String> value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
