package org.yuanjian.benchmark.fleet;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.yuanjian.benchmark.fleet.media.PictureLoop;
import org.yuanjian.media.Codec;

/// The session description of a stream (RFC 4566, RFC 6184 §8.2, RFC 7798 §7.1).
final class CameraDescription {
    static final String VIDEO = "trackID=1";
    static final String AUDIO = "trackID=2";

    private static final int PAYLOAD_TYPE = 96;

    private CameraDescription() {}

    /// @param base URL of the stream, for cameras that write absolute control attributes
    static String of(SimulatedCamera camera, PictureLoop loop, String base) {
        CameraProfile profile = camera.profile();
        String prefix = profile.paths() == CameraProfile.Paths.ABSOLUTE ? base + "/" : "";
        StringBuilder text = new StringBuilder(512);
        line(text, "v=0");
        line(text, "o=- " + camera.number() + " 1 IN IP4 " + camera.address());
        line(text, "s=Media");
        line(text, "c=IN IP4 0.0.0.0");
        line(text, "t=0 0");
        line(text, "a=control:" + (prefix.isEmpty() ? "*" : base));
        line(text, "m=video 0 RTP/AVP " + PAYLOAD_TYPE);
        line(text, "b=AS:" + loop.size().kilobitsPerSecond());
        line(text, "a=rtpmap:" + PAYLOAD_TYPE + " " + loop.codec().encodingName() + "/90000");
        line(text, "a=fmtp:" + PAYLOAD_TYPE + " " + parameters(loop, profile.setsInSdp()));
        line(text, "a=control:" + prefix + VIDEO);
        if (profile.hasAudio()) {
            line(text, "m=audio 0 RTP/AVP " + SoundTrack.PAYLOAD_TYPE);
            line(text, "a=rtpmap:" + SoundTrack.PAYLOAD_TYPE + " PCMA/8000");
            line(text, "a=control:" + prefix + AUDIO);
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append("\r\n");
    }

    private static String parameters(PictureLoop loop, boolean sets) {
        List<String> coded =
                loop.parameterSets().stream()
                        .map(set -> Base64.getEncoder().encodeToString(set))
                        .toList();
        if (loop.codec() == Codec.H265) {
            return sets
                    ? "sprop-vps=%s; sprop-sps=%s; sprop-pps=%s"
                            .formatted(coded.get(0), coded.get(1), coded.get(2))
                    : "profile-id=1";
        }
        byte[] sps = loop.parameterSets().getFirst();
        String profile =
                "packetization-mode=1;profile-level-id=" + HexFormat.of().formatHex(sps, 1, 4);
        return sets
                ? profile
                        + coded.stream()
                                .collect(Collectors.joining(",", ";sprop-parameter-sets=", ""))
                : profile;
    }
}
