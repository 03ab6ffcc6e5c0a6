package org.yuanjian.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The names of metrics against `docs/metrics.md`.
final class MetricNames {
    private static final String TYPE_LINE = "# TYPE yuanjian_";
    private static final int NAME = 2;

    private MetricNames() {}

    /// Those of ours that the document does not name.
    ///
    /// @param told what Prometheus reads
    static List<String> undocumented(String told) throws IOException {
        String document = Files.readString(Path.of("../docs/metrics.md"));
        return told.lines()
                .filter(line -> line.startsWith(TYPE_LINE))
                .map(line -> line.split(" ", -1)[NAME].replaceFirst("_max$", ""))
                .filter(name -> !document.contains('`' + name + '`'))
                .distinct()
                .toList();
    }
}
