package org.yuanjian.relay.webrtc;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the answer of an ICE-lite, DTLS-passive, send-only side (RFC 8829 §5.3).
///
/// @param fragment our ICE user name fragment
/// @param password our ICE password
/// @param fingerprint SHA-256 of our certificate
/// @param addresses where we can be reached, at `port` by UDP and by TCP
record SdpAnswer(
        String fragment,
        String password,
        String fingerprint,
        List<InetAddress> addresses,
        int port) {
    // RFC 8445 §5.1.2.1 with type preference 126; RFC 6544 §4.2 for TCP, passive.
    private static final int UDP_PRIORITY = 2130706431;
    private static final int TCP_PRIORITY = 1671430143;
    private static final List<String> FEEDBACK =
            List.of("ccm fir", "nack", "nack pli", "goog-remb");
    private static final String STREAM = "yuanjian";
    static final String CNAME = "yuanjian";

    String write(SdpOffer offer, List<TrackChoice> choices) {
        StringBuilder sdp = new StringBuilder(2048);
        line(sdp, "v=0");
        line(sdp, "o=- 1 1 IN IP4 0.0.0.0");
        line(sdp, "s=-");
        line(sdp, "t=0 0");
        line(sdp, "a=group:BUNDLE " + bundle(offer, choices));
        line(sdp, "a=ice-lite");
        line(sdp, "a=msid-semantic: WMS " + STREAM);
        boolean first = true;
        for (SdpOffer.Media media : offer.media()) {
            @Nullable TrackChoice choice = choice(media, choices);
            if (choice == null) {
                reject(sdp, media);
            } else {
                media(sdp, choice);
                if (first) {
                    candidates(sdp);
                }
                first = false;
            }
        }
        return sdp.toString();
    }

    private static String bundle(SdpOffer offer, List<TrackChoice> choices) {
        return offer.media().stream()
                .filter(media -> choice(media, choices) != null)
                .map(SdpOffer.Media::mid)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable TrackChoice choice(SdpOffer.Media media, List<TrackChoice> choices) {
        for (TrackChoice choice : choices) {
            if (choice.media().equals(media)) {
                return choice;
            }
        }
        return null;
    }

    /// RFC 3264 §6: port 0 rejects.
    private static void reject(StringBuilder sdp, SdpOffer.Media media) {
        String formats = String.join(" ", media.formats());
        line(sdp, "m=" + media.kind() + " 0 " + media.protocol() + " " + formats);
        line(sdp, "c=IN IP4 0.0.0.0");
        line(sdp, "a=mid:" + media.mid());
        line(sdp, "a=inactive");
    }

    private void media(StringBuilder sdp, TrackChoice choice) {
        SdpOffer.Media media = choice.media();
        String type = Integer.toString(choice.payloadType());
        String rtx = choice.hasRtx() ? " " + choice.rtxPayloadType() : "";
        line(sdp, "m=" + media.kind() + " " + port + " " + media.protocol() + " " + type + rtx);
        line(sdp, "c=IN IP4 0.0.0.0");
        line(sdp, "a=mid:" + media.mid());
        line(sdp, "a=sendonly");
        line(sdp, "a=rtcp-mux");
        line(sdp, "a=ice-ufrag:" + fragment);
        line(sdp, "a=ice-pwd:" + password);
        line(sdp, "a=fingerprint:sha-256 " + fingerprint);
        line(sdp, "a=setup:passive");
        format(sdp, media, type);
        if (choice.hasRtx()) {
            format(sdp, media, Integer.toString(choice.rtxPayloadType()));
        }
        int delayId = choice.playoutDelayId();
        if (delayId != PlayoutDelay.NOT_OFFERED) {
            line(sdp, "a=extmap:" + delayId + " " + PlayoutDelay.URI);
        }
        for (String feedback : FEEDBACK) {
            if (media.offers("rtcp-fb", type, feedback)) {
                line(sdp, "a=rtcp-fb:" + type + " " + feedback);
            }
        }
        sources(sdp, choice);
    }

    private static void format(StringBuilder sdp, SdpOffer.Media media, String type) {
        for (String name : List.of("rtpmap", "fmtp")) {
            String value = media.of(name, type);
            if (!value.isEmpty()) {
                line(sdp, "a=" + name + ":" + type + " " + value);
            }
        }
    }

    /// The media source stands first: browsers take the first for it.
    private static void sources(StringBuilder sdp, TrackChoice choice) {
        String track = choice.media().kind();
        String media = Integer.toUnsignedString(choice.ssrcs().media());
        line(sdp, "a=msid:" + STREAM + " " + track);
        if (!choice.hasRtx()) {
            line(sdp, "a=ssrc:" + media + " cname:" + CNAME);
            return;
        }
        String rtx = Integer.toUnsignedString(choice.ssrcs().rtx());
        line(sdp, "a=ssrc-group:FID " + media + " " + rtx);
        line(sdp, "a=ssrc:" + media + " cname:" + CNAME);
        line(sdp, "a=ssrc:" + rtx + " cname:" + CNAME);
    }

    private void candidates(StringBuilder sdp) {
        int foundation = 1;
        for (InetAddress address : addresses) {
            String at = address.getHostAddress() + " " + port + " typ host";
            line(sdp, "a=candidate:" + foundation++ + " 1 udp " + UDP_PRIORITY + " " + at);
            line(
                    sdp,
                    "a=candidate:"
                            + foundation++
                            + " 1 tcp "
                            + TCP_PRIORITY
                            + " "
                            + at
                            + " tcptype passive");
        }
        line(sdp, "a=end-of-candidates");
    }

    private static void line(StringBuilder sdp, String text) {
        sdp.append(text).append("\r\n");
    }
}
