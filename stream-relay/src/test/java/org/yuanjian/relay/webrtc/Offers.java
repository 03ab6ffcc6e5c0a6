package org.yuanjian.relay.webrtc;

/// Offers as browsers write them, shortened.
public final class Offers {
    public static final String FINGERPRINT =
            "7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08";

    private static final String HEAD =
            """
            v=0
            o=- 4611731400430051336 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=extmap-allow-mixed
            a=msid-semantic: WMS
            """;

    private static final String TRANSPORT =
            """
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:4ZcD
            a=ice-pwd:2/1muCWoOi3uLifh0NuRHlmo
            a=ice-options:trickle
            a=fingerprint:sha-256 FINGERPRINT
            a=setup:actpass
            """;

    private static final String VIDEO =
            """
            a=mid:0
            a=recvonly
            a=rtcp-mux
            a=rtcp-rsize
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=rtpmap:103 H264/90000
            a=rtcp-fb:103 goog-remb
            a=rtcp-fb:103 transport-cc
            a=rtcp-fb:103 ccm fir
            a=rtcp-fb:103 nack
            a=rtcp-fb:103 nack pli
            a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
            a=rtpmap:104 rtx/90000
            a=fmtp:104 apt=103
            a=rtpmap:107 H264/90000
            a=fmtp:107 level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f
            a=rtpmap:108 rtx/90000
            a=fmtp:108 apt=107
            a=rtpmap:109 H264/90000
            a=rtcp-fb:109 nack
            a=fmtp:109 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
            a=rtpmap:114 rtx/90000
            a=fmtp:114 apt=109
            a=rtpmap:39 H264/90000
            a=rtcp-fb:39 nack
            a=fmtp:39 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f
            a=rtpmap:40 rtx/90000
            a=fmtp:40 apt=39
            """;

    private static final String AUDIO =
            """
            a=mid:1
            a=recvonly
            a=rtcp-mux
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            """;

    private Offers() {}

    /// Chromium without hardware decoding: H.264 and VP8, Opus and G.711.
    public static String chromium(String fingerprint) {
        String sdp =
                HEAD
                        + "m=video 9 UDP/TLS/RTP/SAVPF 96 97 103 104 107 108 109 114 39 40\n"
                        + TRANSPORT
                        + VIDEO
                        + "m=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 8\n"
                        + TRANSPORT
                        + AUDIO;
        return sdp.replace("FINGERPRINT", fingerprint).replace("\n", "\r\n");
    }

    public static String chromium() {
        return chromium(FINGERPRINT);
    }
}
