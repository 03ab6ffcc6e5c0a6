package org.yuanjian.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The matrix as it is written: who may call which route, and who is let in at which door of the
/// relay.
record MatrixFile(List<Row> all) {
    static final String NOBODY = "nobody";

    private static final Path FILE =
            Path.of("src/test/resources/org/yuanjian/console/authorisation.csv");
    private static final Set<String> DOORS =
            Set.of("RTSP", "WHEP", "WHEP-END", "WHEP-RESUME", "LIVE");
    private static final int FIXED_COLUMNS = 4;

    /// @param path with the query; objects by their names in braces
    /// @param place `own` or `other`: the region the objects lie in
    /// @param status by who calls
    record Row(String method, String path, String place, String body, Map<String, Integer> status) {
        String route() {
            return nameless(method + " " + path.split("\\?", 2)[0]);
        }

        @Override
        public String toString() {
            return method + " " + path + " " + body + " (" + place + ")";
        }
    }

    static MatrixFile read() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> lines = Files.readAllLines(FILE, StandardCharsets.UTF_8);
        List<String> columns = List.of(lines.getFirst().split(";", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(";", -1);
            Map<String, Integer> status = new LinkedHashMap<>();
            for (int i = FIXED_COLUMNS; i < columns.size(); i++) {
                status.put(columns.get(i), Integer.parseInt(cells[i]));
            }
            rows.add(new Row(cells[0], cells[1], cells[2], cells[3], status));
        }
        return new MatrixFile(rows);
    }

    /// Those of the application's own routes.
    List<Row> routes() {
        return all.stream().filter(row -> !DOORS.contains(row.method())).toList();
    }

    List<Row> doors() {
        return all.stream().filter(row -> DOORS.contains(row.method())).toList();
    }

    /// Columns of those who sign in.
    List<String> callers() {
        return all.getFirst().status().keySet().stream()
                .filter(caller -> !caller.equals(NOBODY))
                .toList();
    }

    /// The file names objects, the application parts of a path.
    static String nameless(String route) {
        return route.replaceAll("\\{\\w+}", "{}");
    }
}
