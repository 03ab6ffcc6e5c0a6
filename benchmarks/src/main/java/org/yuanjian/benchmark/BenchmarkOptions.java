package org.yuanjian.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// How to measure.
///
/// @param root of the repository
/// @param json whether only the last line is wanted
/// @param quick shorter windows, for development; the result never holds
/// @param relayCore the core of what is measured
/// @param loadCore the core of everything else
/// @param sizes numbers of viewers instead of the usual ones; empty for those
/// @param port first of the ports the relay takes
/// @param seconds that are counted where a benchmark lets this be chosen; 0 for the usual
public record BenchmarkOptions(
        Path root,
        boolean json,
        boolean quick,
        int relayCore,
        int loadCore,
        List<Integer> sizes,
        int port,
        int seconds) {
    private static final int DEFAULT_PORT = 29_000;
    private static final Set<String> FLAGS = Set.of("--json", "--quick");
    private static final Set<String> VALUES =
            Set.of("--relay-core", "--load-core", "--viewers", "--port", "--seconds");

    /// @param arguments the benchmark's name, then options
    /// @throws IllegalArgumentException in plain words, if there is no such option or its value is
    ///   missing or no number
    static BenchmarkOptions parse(Path root, List<String> arguments) {
        check(arguments.subList(1, arguments.size()));
        String sizes = value(arguments, "--viewers", "");
        return new BenchmarkOptions(
                root,
                arguments.contains("--json"),
                arguments.contains("--quick"),
                number("--relay-core", value(arguments, "--relay-core", "0")),
                number("--load-core", value(arguments, "--load-core", "1")),
                sizes.isEmpty()
                        ? List.of()
                        : Arrays.stream(sizes.split(",", -1))
                                .map(size -> number("--viewers", size))
                                .toList(),
                number("--port", value(arguments, "--port", Integer.toString(DEFAULT_PORT))),
                number("--seconds", value(arguments, "--seconds", "0")));
    }

    private static void check(List<String> options) {
        for (int i = 0; i < options.size(); i++) {
            String name = options.get(i);
            if (VALUES.contains(name)) {
                i++;
                if (i == options.size()) {
                    throw new IllegalArgumentException(name + " takes a value");
                }
            } else if (!FLAGS.contains(name)) {
                throw new IllegalArgumentException("there is no option " + name);
            }
        }
    }

    private static int number(String name, String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new IllegalArgumentException(name + " takes a number, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private static String value(List<String> arguments, String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at >= 0 && at + 1 < arguments.size() ? arguments.get(at + 1) : otherwise;
    }

    /// How long the measured process runs under load before counting begins.
    public Duration warmUp() {
        return Duration.ofSeconds(quick ? 5 : 30);
    }

    /// How long the bare loop runs before counting begins: nothing in it has to get warm.
    public Duration bareWarmUp() {
        return Duration.ofSeconds(quick ? 2 : 5);
    }

    /// How long is counted.
    public Duration window() {
        return Duration.ofSeconds(quick ? 10 : 60);
    }

    /// How long is counted where it can be chosen.
    ///
    /// @param usual for a full run that was not told otherwise
    public Duration window(Duration usual) {
        if (seconds > 0) {
            return Duration.ofSeconds(seconds);
        }
        return quick ? window() : usual;
    }

    /// The usual numbers of viewers unless others were asked for.
    public List<Integer> sizes(Integer... usual) {
        return sizes.isEmpty() ? List.of(usual) : sizes;
    }
}
