package org.yuanjian.benchmark.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Options of a process, each a name and a value: `--points 20`.
final class CommandLine {
    private final Map<String, String> values = new HashMap<>();

    private CommandLine() {}

    /// @param known names of the options there are, without dashes
    /// @throws IllegalArgumentException in plain words, if there is another or a value is missing
    static CommandLine parse(String[] arguments, List<String> known) {
        CommandLine line = new CommandLine();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " takes a value");
            }
            line.values.put(name, arguments[i + 1]);
        }
        return line;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /// @throws IllegalArgumentException in plain words, if it is no number of that range
    int number(String name, int absent, int most) {
        String text = values.getOrDefault(name, Integer.toString(absent));
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(
                    "--%s takes a number up to %d, not \"%s\"".formatted(name, most, text));
        }
        return Integer.parseInt(text);
    }
}
