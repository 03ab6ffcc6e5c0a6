package org.yuanjian.media.rtsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Header fields in the order they came; names compare without regard to case (RFC 2326 §4.2).
public final class RtspHeaders {
    private final List<Field> fields = new ArrayList<>();

    /// One field as it stood on the wire, blanks around the value removed.
    public record Field(String name, String value) {}

    /// Adds a field behind those already there. Line ends in a value become blanks, so that no
    /// value makes a new field.
    public RtspHeaders add(String name, String value) {
        fields.add(new Field(name, value.replace('\r', ' ').replace('\n', ' ')));
        return this;
    }

    /// Replaces every field of this name.
    public RtspHeaders set(String name, String value) {
        fields.removeIf(field -> field.name().equalsIgnoreCase(name));
        return add(name, value);
    }

    /// The first value of this name.
    public Optional<String> first(String name) {
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /// Every value of this name, in order.
    public List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /// The first value of this name as a decimal number, or `absent` if it is missing or none.
    public int intValue(String name, int absent) {
        String value = first(name).orElse("");
        if (value.isEmpty()
                || value.length() > 9
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return absent;
        }
        return Integer.parseInt(value);
    }

    public List<Field> fields() {
        return List.copyOf(fields);
    }

    public int size() {
        return fields.size();
    }
}
