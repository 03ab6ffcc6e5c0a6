package org.yuanjian.benchmark;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One line of a benchmark's table: named values in the order in which they were put.
public final class Row {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /// Adds a value: a text, a number or a boolean.
    public Row put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /// Adds all values of another row.
    public Row putAll(Row other) {
        values.putAll(other.values);
        return this;
    }

    public Map<String, Object> values() {
        return Collections.unmodifiableMap(values);
    }
}
