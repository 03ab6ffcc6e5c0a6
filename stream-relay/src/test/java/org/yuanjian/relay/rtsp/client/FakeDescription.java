package org.yuanjian.relay.rtsp.client;

import java.util.Base64;

/// The SDP of a [FakeCamera].
final class FakeDescription {
    private static final String OPUS = "m=audio 0 RTP/AVP 97\r\na=rtpmap:97 opus/48000/2\r\n";

    private FakeDescription() {}

    static String of(FakeCameraScript script, String uri) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=Fake\r\n");
        sdp.append("t=0 0\r\na=control:").append(control(script.sessionControl, uri, 0));
        sdp.append("\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\n");
        if (!script.parameterSetsInBandOnly) {
            Base64.Encoder base64 = Base64.getEncoder();
            sdp.append("a=fmtp:96 packetization-mode=1;sprop-parameter-sets=");
            sdp.append(base64.encodeToString(script.clip.sps())).append(',');
            sdp.append(base64.encodeToString(script.clip.pps())).append("\r\n");
        }
        sdp.append("a=control:").append(control(script.trackControl, uri, 0)).append("\r\n");
        if (script.hasAudio) {
            boolean isOpus = !script.opus.isEmpty();
            sdp.append(isOpus ? OPUS : "m=audio 0 RTP/AVP 8\r\n").append("a=control:");
            sdp.append(control(script.trackControl, uri, 1)).append("\r\n");
        }
        return sdp.toString();
    }

    private static String control(String template, String uri, int track) {
        return template.replace("{base}", uri).replace("{track}", Integer.toString(track));
    }
}
