package org.yuanjian.media.rtsp;

/// A request: `method uri RTSP/1.0` (RFC 2326 §6).
public record RtspRequest(String method, String uri, RtspHeaders headers, String body)
        implements RtspMessage {
    public RtspRequest(String method, String uri, RtspHeaders headers) {
        this(method, uri, headers, "");
    }

    @Override
    public String startLine() {
        return method + " " + uri + " RTSP/1.0";
    }

    /// Method and CSeq only: URIs may carry a ticket.
    @Override
    public String toString() {
        return method + " CSeq=" + cseq();
    }
}
