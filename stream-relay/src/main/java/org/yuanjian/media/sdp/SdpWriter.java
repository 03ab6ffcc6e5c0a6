package org.yuanjian.media.sdp;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// Writes the description an RTSP player gets: one `m=` line per track, controls `trackID=0`,
/// `trackID=1` … (RFC 8866).
public final class SdpWriter {
    private SdpWriter() {}

    /// @param name what the player may show as the session's name, one line
    public static String describe(String name, List<TrackFormat> tracks) {
        StringBuilder sdp = new StringBuilder(512);
        sdp.append("v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=").append(name);
        sdp.append("\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\na=control:*\r\na=range:npt=now-\r\n");
        for (int track = 0; track < tracks.size(); track++) {
            media(sdp, tracks.get(track), track);
        }
        return sdp.toString();
    }

    private static void media(StringBuilder sdp, TrackFormat format, int track) {
        int payloadType = format.payloadType();
        String kind = format.codec().isVideo() ? "video" : "audio";
        sdp.append("m=").append(kind).append(" 0 RTP/AVP ").append(payloadType).append("\r\n");
        sdp.append("a=rtpmap:")
                .append(payloadType)
                .append(' ')
                .append(format.codec().encodingName());
        sdp.append('/').append(format.clockRate());
        if (format.channels() > 1) {
            sdp.append('/').append(format.channels());
        }
        Map<String, String> fmtp = parameters(format);
        if (!fmtp.isEmpty()) {
            sdp.append("\r\na=fmtp:").append(payloadType).append(' ');
            sdp.append(
                    fmtp.entrySet().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(";")));
        }
        sdp.append("\r\na=control:trackID=").append(track).append("\r\n");
    }

    private static Map<String, String> parameters(TrackFormat format) {
        Map<String, String> fmtp = new TreeMap<>(format.fmtp());
        List<byte[]> sets = format.parameterSets();
        if (format.codec() == Codec.AAC && !sets.isEmpty()) {
            fmtp.put("config", HexFormat.of().formatHex(sets.getFirst()));
        } else if (format.codec() == Codec.H264 && !sets.isEmpty()) {
            fmtp.put(
                    "sprop-parameter-sets",
                    sets.stream().map(SdpWriter::base64).collect(Collectors.joining(",")));
        } else if (format.codec() == Codec.H265) {
            sets.forEach(set -> fmtp.merge(h265Name(set), base64(set), (a, b) -> a + "," + b));
        }
        return fmtp;
    }

    /// RFC 7798 §7.1: NAL unit types 32, 33 and 34 are VPS, SPS and PPS.
    private static String h265Name(byte[] set) {
        return switch ((set[0] >> 1) & 0x3F) {
            case 32 -> "sprop-vps";
            case 33 -> "sprop-sps";
            default -> "sprop-pps";
        };
    }

    private static String base64(byte[] set) {
        return Base64.getEncoder().encodeToString(set);
    }
}
