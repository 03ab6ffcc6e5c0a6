package org.yuanjian.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;

/// One figure that has to hold.
///
/// @param what what was measured, with its unit
/// @param value what came out
/// @param limit what is allowed
/// @param ok whether it holds
public record Bar(String what, double value, double limit, boolean ok) {

    /// Holds when the value is not above the limit; a value that could not be measured never holds.
    public static Bar atMost(String what, double value, double limit) {
        return new Bar(what, value, limit, value <= limit);
    }

    /// Holds when the value is not below the limit; a value that could not be measured never holds.
    public static Bar atLeast(String what, double value, double limit) {
        return new Bar(what, value, limit, value >= limit);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("what", what);
        map.put("value", value);
        map.put("limit", limit);
        map.put("ok", ok);
        return map;
    }
}
