package org.yuanjian.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// How to measure.
///
/// @param root of the repository
/// @param json whether only the last line is wanted
/// @param quick shorter windows, for development; the result never holds
/// @param relayCore the core of what is measured
/// @param loadCore the core of everything else
/// @param sizes numbers of viewers instead of the usual ones; empty for those
/// @param port first of the ports the relay takes
public record BenchmarkOptions(
        Path root,
        boolean json,
        boolean quick,
        int relayCore,
        int loadCore,
        List<Integer> sizes,
        int port) {
    private static final int DEFAULT_PORT = 29_000;

    static BenchmarkOptions parse(Path root, List<String> arguments) {
        String sizes = value(arguments, "--viewers", "");
        return new BenchmarkOptions(
                root,
                arguments.contains("--json"),
                arguments.contains("--quick"),
                Integer.parseInt(value(arguments, "--relay-core", "0")),
                Integer.parseInt(value(arguments, "--load-core", "1")),
                sizes.isEmpty()
                        ? List.of()
                        : Arrays.stream(sizes.split(",", -1)).map(Integer::valueOf).toList(),
                Integer.parseInt(value(arguments, "--port", Integer.toString(DEFAULT_PORT))));
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

    /// The usual numbers of viewers unless others were asked for.
    public List<Integer> sizes(Integer... usual) {
        return sizes.isEmpty() ? List.of(usual) : sizes;
    }
}
