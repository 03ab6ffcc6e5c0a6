package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import java.util.regex.Pattern;
import org.yuanjian.media.rtsp.RtspHeaders;
import org.yuanjian.media.rtsp.RtspRequest;
import org.yuanjian.media.rtsp.RtspResponse;

/// Answers the requests of one player. Event loop only.
final class RtspAnswers {
    private static final int MAX_UNREAD = 64;
    private static final Pattern CSEQ = Pattern.compile("\\d{1,20}");

    private final Channel channel;
    private int unread;

    RtspAnswers(Channel channel) {
        this.channel = channel;
    }

    void send(RtspRequest request, int status) {
        send(request, status, new RtspHeaders(), "");
    }

    void send(RtspRequest request, int status, RtspHeaders more, String body) {
        send(request, new RtspResponse(status, reason(status), more, body));
    }

    /// Puts the request's number before the answer's fields and sends it.
    void send(RtspRequest request, RtspResponse answer) {
        RtspHeaders headers = new RtspHeaders();
        // RFC 2326 §12.17: the number as the player wrote it; it may be larger than any of ours.
        request.headers()
                .first("CSeq")
                .filter(cseq -> CSEQ.matcher(cseq).matches())
                .ifPresent(cseq -> headers.add("CSeq", cseq));
        answer.headers().fields().forEach(field -> headers.add(field.name(), field.value()));
        // Who asks and asks and reads no answer must not fill our memory.
        unread = channel.isWritable() ? 0 : unread + 1;
        if (unread > MAX_UNREAD) {
            channel.close();
            return;
        }
        channel.writeAndFlush(
                new RtspResponse(answer.status(), answer.reason(), headers, answer.body()));
    }

    /// RFC 2326 §7.1.1.
    private static String reason(int status) {
        return switch (status) {
            case RtspResponse.OK -> "OK";
            case RtspResponse.UNAUTHORIZED -> "Unauthorized";
            case RtspResponse.NOT_FOUND -> "Not Found";
            case RtspResponse.METHOD_NOT_ALLOWED -> "Method Not Allowed";
            case RtspResponse.METHOD_NOT_VALID_IN_THIS_STATE -> "Method Not Valid In This State";
            case RtspResponse.AGGREGATE_OPERATION_NOT_ALLOWED -> "Aggregate Operation Not Allowed";
            case RtspResponse.UNSUPPORTED_TRANSPORT -> "Unsupported Transport";
            case RtspResponse.SERVICE_UNAVAILABLE -> "Service Unavailable";
            default -> "Error";
        };
    }
}
