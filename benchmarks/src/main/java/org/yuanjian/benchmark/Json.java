package org.yuanjian.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes maps, lists, numbers, booleans and texts as one line of JSON (RFC 8259).
final class Json {
    private final StringBuilder out = new StringBuilder();

    private Json() {}

    static String of(@Nullable Object value) {
        Json json = new Json();
        json.write(value);
        return json.out.toString();
    }

    private void write(@Nullable Object value) {
        switch (value) {
            case Map<?, ?> map -> writeMap(map);
            case Iterable<?> list -> writeList(list);
            case Double number -> writeNumber(number);
            case Number number -> out.append(number);
            case Boolean truth -> out.append(truth);
            case null -> out.append("null");
            default -> writeText(Objects.toString(value));
        }
    }

    private void writeMap(Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            writeText(Objects.toString(entry.getKey()));
            out.append(':');
            write(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void writeList(Iterable<?> list) {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            write(element);
            separator = ",";
        }
        out.append(']');
    }

    /// Four digits behind the point are more than any measurement here is worth.
    private void writeNumber(double number) {
        if (!Double.isFinite(number)) {
            out.append("null");
            return;
        }
        String text = String.format(Locale.ROOT, "%.4f", number);
        out.append(text.replaceAll("0+$", "").replaceAll("\\.$", ""));
    }

    private void writeText(String text) {
        out.append('"');
        text.chars().forEach(this::writeCharacter);
        out.append('"');
    }

    private void writeCharacter(int character) {
        switch (character) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            default -> {
                if (character < ' ') {
                    out.append(String.format(Locale.ROOT, "\\u%04x", character));
                } else {
                    out.append((char) character);
                }
            }
        }
    }
}
