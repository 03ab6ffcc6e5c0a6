package org.yuanjian.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a benchmark found.
///
/// @param bench its name
/// @param machine where it ran, as [Machine#describe] tells
/// @param rows everything measured
/// @param bars what had to hold
public record BenchmarkResult(
        String bench, Map<String, Object> machine, List<Row> rows, List<Bar> bars) {

    public BenchmarkResult {
        rows = List.copyOf(rows);
        bars = List.copyOf(bars);
    }

    public boolean holds() {
        return bars.stream().allMatch(Bar::ok);
    }

    /// One line, as `./yuanjian bench NAME` prints it last.
    public String toJson() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("bench", bench);
        all.put("machine", machine);
        all.put("rows", rows.stream().map(Row::values).toList());
        all.put("bars", bars.stream().map(Bar::toMap).toList());
        return Json.of(all);
    }
}
