package org.yuanjian.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Prints rows and bars for people: columns as wide as their widest value.
final class ResultTable {
    private static final String GAP = "  ";

    private final BenchmarkResult result;

    ResultTable(BenchmarkResult result) {
        this.result = result;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        List<List<String>> lines = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        result.rows().forEach(row -> names.addAll(row.values().keySet()));
        lines.add(List.copyOf(names));
        for (Row row : result.rows()) {
            lines.add(names.stream().map(name -> cell(row, name)).toList());
        }
        align(lines, out);
        out.append('\n');
        for (Bar bar : result.bars()) {
            out.append(bar.ok() ? "holds  " : "FAILS  ");
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%s: %.4g, limit %.4g%n",
                            bar.what(),
                            bar.value(),
                            bar.limit()));
        }
        return out.toString();
    }

    private static String cell(Row row, String name) {
        Object value = row.values().get(name);
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.4g", number);
        }
        return Objects.toString(value, "");
    }

    private static void align(List<List<String>> lines, StringBuilder out) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                out.append(" ".repeat(widths[i] - line.get(i).length())).append(line.get(i));
                out.append(GAP);
            }
            out.append('\n');
        }
    }
}
