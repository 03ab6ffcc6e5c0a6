package org.yuanjian.relay.http;

import java.util.List;
import org.yuanjian.media.StreamFault;
import org.yuanjian.relay.TicketException;
import org.yuanjian.relay.ViewEnd;

/// Why a request cannot be served, for programs (RFC 9457). The page turns the kind into words.
///
/// @param status HTTP status
/// @param kind a [StreamFault.Kind], or `TICKET`, `LEDGER_CLOSED`, `REVOKED`, `RIGHT_OVER`,
///   `CODEC`, `B_FRAMES`, `REQUEST`
/// @param title short English words
/// @param alternatives streams of the same point to try instead, as `point/name`
public record Problem(int status, String kind, String title, List<String> alternatives) {
    public static final Problem METHOD_NOT_ALLOWED =
            new Problem(405, "REQUEST", "Method not allowed");
    public static final Problem NOT_FOUND = new Problem(404, "REQUEST", "Not found");
    public static final Problem TICKET = new Problem(401, "TICKET", "Play ticket not valid");

    private static final Problem LEDGER_CLOSED =
            new Problem(503, "LEDGER_CLOSED", "The ledger cannot be written");
    private static final Problem REVOKED =
            new Problem(403, "REVOKED", "The right to look was withdrawn");
    private static final Problem RIGHT_OVER =
            new Problem(403, "RIGHT_OVER", "The right to look was not renewed");
    private static final Problem ENDED = new Problem(410, "ENDED", "The view is over");

    public Problem {
        alternatives = List.copyOf(alternatives);
    }

    public Problem(int status, String kind, String title) {
        this(status, kind, title, List.of());
    }

    /// What a viewer is told of a stream that cannot be had; the fault's detail stays in the log.
    public static Problem of(StreamFault fault) {
        String kind = fault.kind().name();
        return switch (fault.kind()) {
            case UNKNOWN_STREAM -> new Problem(404, kind, "No such stream");
            case UNREACHABLE -> new Problem(504, kind, "Camera does not answer");
            case REFUSED_CREDENTIALS -> new Problem(502, kind, "Camera refused the credentials");
            case PROTOCOL -> new Problem(502, kind, "Camera sends nothing that can be played");
            case NO_FRAMES -> new Problem(504, kind, "Camera sends no frames");
            case ENDED -> new Problem(502, kind, "Stream ended");
            case LINE_FULL -> new Problem(503, kind, "The line to the camera is full");
            case OVERLOADED -> new Problem(503, kind, "This node carries as much as it may");
        };
    }

    /// What a viewer is told whose ticket opens nothing.
    public static Problem of(TicketException why) {
        return why.kind() == TicketException.Kind.LEDGER_CLOSED ? LEDGER_CLOSED : TICKET;
    }

    /// What a viewer is told whose view had to end.
    public static Problem of(ViewEnd why) {
        return switch (why) {
            case REVOKED -> REVOKED;
            case RIGHT_OVER -> RIGHT_OVER;
            case LEFT -> ENDED;
        };
    }

    /// The same with streams to try instead.
    public Problem with(List<String> others) {
        return new Problem(status, kind, title, others);
    }

    /// This problem as a JSON object.
    public String json() {
        StringBuilder json = new StringBuilder("{\"type\":\"about:blank\",\"title\":");
        quote(title, json);
        json.append(",\"status\":").append(status).append(",\"kind\":");
        quote(kind, json);
        if (!alternatives.isEmpty()) {
            json.append(",\"alternatives\":[");
            for (int i = 0; i < alternatives.size(); i++) {
                json.append(i == 0 ? "" : ",");
                quote(alternatives.get(i), json);
            }
            json.append(']');
        }
        return json.append('}').toString();
    }

    // RFC 8259 §7
    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(Character.forDigit(c >> 4, 16));
                json.append(Character.forDigit(c & 0xF, 16));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
