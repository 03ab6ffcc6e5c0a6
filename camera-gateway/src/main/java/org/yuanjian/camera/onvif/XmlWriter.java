package org.yuanjian.camera.onvif;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// Writes elements of a request. Names without a prefix get the one this was made with; characters
/// that XML 1.0 has no place for become a question mark.
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(1_024);
    private final Deque<String> open = new ArrayDeque<>();
    private final String prefix;

    XmlWriter(String prefix) {
        this.prefix = prefix;
    }

    /// @param attributes name, value, name, value …
    XmlWriter open(String name, String... attributes) {
        String full = full(name);
        begin(full, attributes);
        out.append('>');
        open.push(full);
        return this;
    }

    XmlWriter close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    XmlWriter text(String name, String text, String... attributes) {
        String full = full(name);
        begin(full, attributes);
        out.append('>');
        escape(text);
        out.append("</").append(full).append('>');
        return this;
    }

    /// An element with nothing in it but attributes.
    XmlWriter empty(String name, String... attributes) {
        begin(full(name), attributes);
        out.append("/>");
        return this;
    }

    /// A number as XML Schema writes it, to four places.
    static String decimal(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private String full(String name) {
        return name.indexOf(':') < 0 ? prefix + ':' + name : name;
    }

    private void begin(String full, String... attributes) {
        out.append('<').append(full);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(String text) {
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '<' -> out.append("&lt;");
                        case '>' -> out.append("&gt;");
                        case '&' -> out.append("&amp;");
                        case '"' -> out.append("&quot;");
                        case '\t', '\n', '\r' -> out.append("&#").append(c).append(';');
                        default -> out.appendCodePoint(isXml(c) ? c : '?');
                    }
                });
    }

    // XML 1.0 §2.2
    private static boolean isXml(int c) {
        return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
