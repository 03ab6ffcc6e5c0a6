package org.yuanjian.media.rtsp;

import io.netty.buffer.ByteBuf;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.RtspException.Kind;

/// Reads the head of an RTSP message: start line and header fields (RFC 2326 §4, §6.1, §7.1).
final class RtspMessageParser {
    private static final String VERSION = "RTSP/1.";

    private final String[] startLine;
    private final RtspHeaders headers;

    private RtspMessageParser(String[] startLine, RtspHeaders headers) {
        this.startLine = startLine;
        this.headers = headers;
    }

    /// The index behind the empty line that ends the head, or -1 if it has not come yet.
    static int headerEnd(ByteBuf in, int maxBytes) throws RtspException {
        int start = in.readerIndex();
        int end = Math.min(in.writerIndex(), start + maxBytes);
        int lineStart = start;
        for (int at = start; at < end; at++) {
            if (in.getByte(at) != '\n') {
                continue;
            }
            boolean empty =
                    at == lineStart || (at == lineStart + 1 && in.getByte(lineStart) == '\r');
            if (empty) {
                return at + 1;
            }
            lineStart = at + 1;
        }
        if (in.writerIndex() - start >= maxBytes) {
            throw new RtspException(Kind.TOO_LARGE, "message head over " + maxBytes + " bytes");
        }
        return -1;
    }

    static RtspMessageParser parse(String head, int maxFields) throws RtspException {
        List<String> lines = head.lines().toList();
        String[] start = lines.getFirst().strip().split(" +", 3);
        if (start.length < 2) {
            throw new RtspException(Kind.MALFORMED, "no start line");
        }
        RtspHeaders headers = new RtspHeaders();
        for (int i = 1; i < lines.size(); i++) {
            addField(headers, lines.get(i));
            if (headers.size() > maxFields) {
                throw new RtspException(Kind.TOO_LARGE, "over " + maxFields + " header fields");
            }
        }
        return new RtspMessageParser(start, headers);
    }

    private static void addField(RtspHeaders headers, String line) {
        int colon = line.indexOf(':');
        // Some cameras put lines without a colon among the fields; they are of no use, nor harm.
        if (colon > 0) {
            headers.add(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
        }
    }

    int bodyLength(int maxBytes) throws RtspException {
        @Nullable String value = headers.first("Content-Length").orElse(null);
        if (value == null) {
            return 0;
        }
        int length = headers.intValue("Content-Length", -1);
        if (length < 0) {
            throw new RtspException(Kind.MALFORMED, "Content-Length is not a number");
        }
        if (length > maxBytes) {
            throw new RtspException(Kind.TOO_LARGE, "body over " + maxBytes + " bytes");
        }
        return length;
    }

    RtspMessage message(String body) throws RtspException {
        if (startLine[0].startsWith(VERSION)) {
            return new RtspResponse(
                    status(), startLine.length > 2 ? startLine[2] : "", headers, body);
        }
        if (startLine.length == 3 && startLine[2].startsWith(VERSION)) {
            return new RtspRequest(startLine[0], startLine[1], headers, body);
        }
        throw new RtspException(Kind.MALFORMED, "neither request nor response");
    }

    private int status() throws RtspException {
        String code = startLine[1];
        if (code.length() != 3 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new RtspException(Kind.MALFORMED, "status is not a number");
        }
        return Integer.parseInt(code);
    }
}
