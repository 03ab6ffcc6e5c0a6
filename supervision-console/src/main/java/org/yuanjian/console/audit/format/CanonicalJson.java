package org.yuanjian.console.audit.format;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON in the one way RFC 8785 allows: names in order, no blanks, the shortest escapes.
/// Half a surrogate pair becomes U+FFFD, as no UTF-8 can hold it.
public final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /// @param value a map by text, a collection, a text or a whole number
    public static String of(Object value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(Object value) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map);
            case Collection<?> list -> writeList(list);
            case Long number -> out.append(number.longValue());
            case String text -> writeText(text);
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    private void writeMap(Map<?, ?> map) {
        Map<String, Object> ordered = new TreeMap<>();
        map.forEach((name, value) -> ordered.put((String) name, value));
        char before = '{';
        for (Map.Entry<String, Object> entry : ordered.entrySet()) {
            out.append(before);
            writeText(entry.getKey());
            out.append(':');
            write(entry.getValue());
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void writeList(Collection<?> list) {
        char before = '[';
        for (Object each : list) {
            out.append(before);
            write(each);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (Character.isSurrogate(next)) {
                i += writePair(text, i);
            } else {
                writeCharacter(next);
            }
        }
        out.append('"');
    }

    /// How many further characters it took.
    private int writePair(String text, int at) {
        int code = text.codePointAt(at);
        if (Character.isSupplementaryCodePoint(code)) {
            out.appendCodePoint(code);
            return 1;
        }
        out.append('\uFFFD');
        return 0;
    }

    private void writeCharacter(char character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (character < ' ') {
                    out.append("\\u00").append(HEX.charAt(character >> 4));
                    out.append(HEX.charAt(character & 0xF));
                } else {
                    out.append(character);
                }
            }
        }
    }
}
