package org.yuanjian.media.rtsp;

/// A response: `RTSP/1.0 status reason` (RFC 2326 §7).
public record RtspResponse(int status, String reason, RtspHeaders headers, String body)
        implements RtspMessage {
    public static final int OK = 200;
    public static final int MOVED_PERMANENTLY = 301;
    public static final int MOVED_TEMPORARILY = 302;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int SESSION_NOT_FOUND = 454;
    public static final int METHOD_NOT_VALID_IN_THIS_STATE = 455;
    public static final int AGGREGATE_OPERATION_NOT_ALLOWED = 459;
    public static final int UNSUPPORTED_TRANSPORT = 461;
    public static final int SERVICE_UNAVAILABLE = 503;

    public RtspResponse(int status, String reason, RtspHeaders headers) {
        this(status, reason, headers, "");
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String startLine() {
        return "RTSP/1.0 " + status + " " + reason;
    }

    @Override
    public String toString() {
        return status + " CSeq=" + cseq();
    }
}
