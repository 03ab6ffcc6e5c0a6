package org.yuanjian.benchmark.face;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads `path_a,path_b,same` and writes `path_a,path_b,score,reason` (RFC 4180 §2).
final class PairList {
    private static final int MAX_PAIRS = 5_000_000;

    private PairList() {}

    /// @throws IOException in plain words, if it is no such list
    static List<FacePair> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no file " + file);
        }
        List<FacePair> pairs = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException(file + " is empty");
            }
            List<String> names =
                    values(line.replace("\uFEFF", "")).stream()
                            .map(name -> name.strip().toLowerCase(Locale.ROOT))
                            .toList();
            if (!names.contains("path_a") || !names.contains("path_b")) {
                throw new IOException(file + " has no columns path_a and path_b");
            }
            for (line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    pairs.add(pair(names, values(line)));
                }
                if (pairs.size() > MAX_PAIRS) {
                    throw new IOException(file + " has more than " + MAX_PAIRS + " pairs");
                }
            }
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is no text in UTF-8", e);
        }
        if (pairs.isEmpty()) {
            throw new IOException(file + " has no pairs");
        }
        return pairs;
    }

    private static FacePair pair(List<String> names, List<String> values) {
        return new FacePair(
                value(names, values, "path_a"),
                value(names, values, "path_b"),
                switch (value(names, values, "same").strip().toLowerCase(Locale.ROOT)) {
                    case "1", "true" -> Optional.of(true);
                    case "0", "false" -> Optional.of(false);
                    default -> Optional.empty();
                });
    }

    private static String value(List<String> names, List<String> values, String name) {
        int at = names.indexOf(name);
        return at < 0 || at >= values.size() ? "" : values.get(at);
    }

    private static List<String> values(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean isDoubled = quoted && line.startsWith("\"\"", i);
            if (isDoubled) {
                value.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    /// A value as it stands in a line.
    static String quoted(String value) {
        return value.matches("[^\",\\r\\n]*") ? value : "\"" + value.replace("\"", "\"\"") + "\"";
    }
}
