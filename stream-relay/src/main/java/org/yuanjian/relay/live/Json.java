package org.yuanjian.relay.live;

/// Writes text as a JSON string (RFC 8259 §7).
final class Json {
    private Json() {}

    /// @param text without control characters
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
