package org.yuanjian.media.sdp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.sdp.SessionDescription.Attribute;

/// One `m=` line and its attributes (RFC 8866 §5.14).
///
/// @param kind `video`, `audio`, `application` …
/// @param payloadType the first payload type named
/// @param attributes in order
public record MediaDescription(String kind, int payloadType, List<Attribute> attributes) {
    private static final int MAX_CLOCK_RATE = 192_000;

    static Optional<MediaDescription> parse(String line, List<Attribute> attributes) {
        String[] words = line.strip().split("\\s+", -1);
        int payloadType = words.length > 3 ? number(words[3], 127) : -1;
        return payloadType < 0
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(
                                words[0].toLowerCase(Locale.ROOT), payloadType, attributes));
    }

    MediaDescription sealed() {
        return new MediaDescription(kind, payloadType, List.copyOf(attributes));
    }

    /// The media-level `a=control`.
    public Optional<String> control() {
        return value(attributes, "control");
    }

    /// The track this describes; empty for codecs the relay does not carry.
    public Optional<TrackFormat> format() {
        @Nullable String rtpmap = payloadValue("rtpmap").orElse(staticRtpmap(payloadType));
        if (rtpmap == null) {
            return Optional.empty();
        }
        String[] parts = rtpmap.split("/", -1);
        Optional<Codec> codec = codec(parts[0].strip());
        if (codec.isEmpty() || codec.get().isVideo() != kind.equals("video")) {
            return Optional.empty();
        }
        int clockRate = parts.length > 1 ? number(parts[1].strip(), MAX_CLOCK_RATE) : -1;
        int channels = parts.length > 2 ? Math.max(1, number(parts[2].strip(), 8)) : 1;
        Map<String, String> fmtp = fmtp();
        List<byte[]> sets = parameterSets(codec.get(), fmtp);
        int clock = codec.get().isVideo() ? TrackFormat.VIDEO_CLOCK_RATE : clockRate;
        if (clock <= 0) {
            return Optional.empty();
        }
        int audioChannels = codec.get().isVideo() ? 0 : channels;
        return Optional.of(
                new TrackFormat(codec.get(), payloadType, clock, audioChannels, fmtp, sets));
    }

    /// RFC 3551 §6: payload types 0 and 8 need no rtpmap.
    private static @Nullable String staticRtpmap(int payloadType) {
        return switch (payloadType) {
            case 0 -> "PCMU/8000";
            case 8 -> "PCMA/8000";
            default -> null;
        };
    }

    private static Optional<Codec> codec(String name) {
        // Some cameras write HEVC for H265.
        String encoding = name.equalsIgnoreCase("HEVC") ? "H265" : name;
        for (Codec codec : Codec.values()) {
            if (codec.encodingName().equalsIgnoreCase(encoding)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /// The value of `a=name:pt value` for this payload type; a lone one for another type counts
    /// too, as cameras err there.
    private Optional<String> payloadValue(String name) {
        Optional<String> other = Optional.empty();
        for (Attribute attribute : attributes) {
            if (attribute.name().equals(name)) {
                String[] parts = attribute.value().split("\\s+", 2);
                if (parts.length == 2 && number(parts[0], 127) == payloadType) {
                    return Optional.of(parts[1]);
                }
                other = parts.length == 2 && other.isEmpty() ? Optional.of(parts[1]) : other;
            }
        }
        return name.equals("fmtp") ? other : Optional.empty();
    }

    private Map<String, String> fmtp() {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : payloadValue("fmtp").orElse("").split(";", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String name = parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.put(name, parameter.substring(equals + 1).strip());
            }
        }
        return parameters;
    }

    private static List<byte[]> parameterSets(Codec codec, Map<String, String> fmtp) {
        return switch (codec) {
            // RFC 6184 §8.1
            case H264 -> base64Sets(fmtp.remove("sprop-parameter-sets"));
            // RFC 7798 §7.1
            case H265 -> {
                List<byte[]> sets = base64Sets(fmtp.remove("sprop-vps"));
                sets.addAll(base64Sets(fmtp.remove("sprop-sps")));
                sets.addAll(base64Sets(fmtp.remove("sprop-pps")));
                yield sets;
            }
            // RFC 3640 §4.1
            case AAC -> hexConfig(fmtp.getOrDefault("config", ""));
            case PCMA, PCMU, OPUS -> List.of();
        };
    }

    /// A set that cannot be read comes in band or not at all; the rest is still of use.
    private static List<byte[]> base64Sets(@Nullable String list) {
        List<byte[]> sets = new ArrayList<>();
        for (String set : list == null ? new String[0] : list.split(",", -1)) {
            byte[] nal = decodeBase64(set.strip());
            if (nal.length > 0) {
                sets.add(nal);
            }
        }
        return sets;
    }

    private static byte[] decodeBase64(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static List<byte[]> hexConfig(String config) {
        try {
            byte[] bytes = HexFormat.of().parseHex(config);
            return bytes.length == 0 ? List.of() : List.of(bytes);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    static Optional<String> value(List<Attribute> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(name) && !attribute.value().isEmpty())
                .map(Attribute::value)
                .findFirst();
    }

    private static int number(String text, int max) {
        boolean digits =
                !text.isEmpty()
                        && text.length() < 8
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int value = digits ? Integer.parseInt(text) : -1;
        return value <= max ? value : -1;
    }
}
