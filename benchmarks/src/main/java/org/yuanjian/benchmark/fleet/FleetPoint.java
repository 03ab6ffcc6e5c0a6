package org.yuanjian.benchmark.fleet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.fleet.scene.Place;

/// What the fleet needs of a row of the list of video points.
///
/// @param code code of the video point
/// @param name what it is called
/// @param place what its camera looks at
record FleetPoint(String code, String name, Place place) {

    /// The first `count` rows of `code,name,place,…`, the head line left out.
    static List<FleetPoint> read(Path file, int count) throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            List<String> rows = lines.skip(1).filter(line -> !line.isBlank()).limit(count).toList();
            return IntStream.range(0, rows.size())
                    .mapToObj(i -> parse(rows.get(i), i + 1))
                    .toList();
        }
    }

    private static FleetPoint parse(String line, int number) {
        String[] fields = line.split(",", 4);
        if (fields.length < 3) {
            throw new IllegalArgumentException("not a video point: " + line);
        }
        return new FleetPoint(fields[0], fields[1], Place.named(fields[2], number));
    }
}
