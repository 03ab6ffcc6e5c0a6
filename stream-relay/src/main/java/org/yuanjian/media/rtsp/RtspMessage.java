package org.yuanjian.media.rtsp;

/// One RTSP 1.0 message (RFC 2326 §4): a request or a response, with its body.
public sealed interface RtspMessage permits RtspRequest, RtspResponse {
    RtspHeaders headers();

    /// The body as text in UTF-8, as everything RTSP carries is; empty if there is none.
    String body();

    /// The first line, without line end.
    String startLine();

    /// The CSeq, or -1 if it is missing or not a number.
    default int cseq() {
        return headers().intValue("CSeq", -1);
    }
}
