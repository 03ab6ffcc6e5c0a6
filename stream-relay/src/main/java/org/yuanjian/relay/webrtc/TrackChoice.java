package org.yuanjian.relay.webrtc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.nal.SequenceParameterSet;

/// What of a viewer's offer carries one track: payload types of the offer, SSRCs of ours.
///
/// @param payloadType for the codec
/// @param rtxPayloadType for retransmissions (RFC 4588), -1 if the viewer has none
record TrackChoice(
        SdpOffer.Media media, Codec codec, int payloadType, int rtxPayloadType, Ssrcs ssrcs) {
    static final int NO_RTX = -1;

    private static final String BASELINE = "42e01f";

    /// Synchronisation sources of this session, 32 bits.
    record Ssrcs(int media, int rtx) {}

    /// The best of the offer for a track; empty if the viewer cannot play it.
    static Optional<TrackChoice> of(SdpOffer offer, TrackFormat format, Ssrcs ssrcs) {
        String kind = format.codec().isVideo() ? "video" : "audio";
        for (SdpOffer.Media media : offer.media()) {
            Optional<String> found =
                    media.kind().equals(kind) ? payloadType(media, format) : Optional.empty();
            if (found.isPresent()) {
                String type = found.get();
                int rtx = format.codec().isVideo() ? rtx(media, type) : NO_RTX;
                int number = Integer.parseInt(type);
                return Optional.of(new TrackChoice(media, format.codec(), number, rtx, ssrcs));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> payloadType(SdpOffer.Media media, TrackFormat format) {
        List<String> types =
                media.formats().stream()
                        .filter(type -> isPayloadType(type) && carries(media, type, format))
                        .toList();
        if (format.codec() != Codec.H264) {
            return types.stream().findFirst();
        }
        // A decoder is not bound by the profile it names, but it is asked for by the nearest.
        String profile = profile(format);
        return startingWith(media, types, profile)
                .or(() -> startingWith(media, types, profile.substring(0, 2)))
                .or(() -> startingWith(media, types, BASELINE))
                .or(() -> types.stream().findFirst());
    }

    private static Optional<String> startingWith(
            SdpOffer.Media media, List<String> types, String profile) {
        return types.stream()
                .filter(type -> media.parameter(type, "profile-level-id").startsWith(profile))
                .findFirst();
    }

    /// The first four digits of profile-level-id: profile and constraints (RFC 6184 §8.1).
    private static String profile(TrackFormat format) {
        return SequenceParameterSet.of(format)
                .map(SequenceParameterSet::codecString)
                .filter(text -> text.length() > 9)
                .map(text -> text.substring(5, 9).toLowerCase(Locale.ROOT))
                .orElse(BASELINE);
    }

    private static boolean isPayloadType(String text) {
        return text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && Integer.parseInt(text) <= 127;
    }

    private static boolean carries(SdpOffer.Media media, String type, TrackFormat format) {
        String name = media.of("rtpmap", type).toLowerCase(Locale.ROOT);
        return switch (format.codec()) {
            // RFC 6184 §6.3: fragments need mode 1.
            case H264 ->
                    name.equals("h264/90000")
                            && media.parameter(type, "packetization-mode").equals("1");
            case H265 -> name.equals("h265/90000");
            case PCMA -> type.equals("8") && format.clockRate() == 8000;
            case PCMU -> type.equals("0") && format.clockRate() == 8000;
            case OPUS -> name.equals("opus/48000/2");
            case AAC -> false;
        };
    }

    private static int rtx(SdpOffer.Media media, String type) {
        return media.formats().stream()
                .filter(rtx ->
                        isPayloadType(rtx)
                                && media.of("rtpmap", rtx).startsWith("rtx/")
                                && media.parameter(rtx, "apt").equals(type))
                .findFirst()
                .map(Integer::parseInt)
                .orElse(NO_RTX);
    }

    /// By which number the viewer knows [PlayoutDelay], of pictures alone.
    int playoutDelayId() {
        return codec.isVideo() ? PlayoutDelay.id(media) : PlayoutDelay.NOT_OFFERED;
    }

    boolean hasRtx() {
        return rtxPayloadType != NO_RTX;
    }
}
