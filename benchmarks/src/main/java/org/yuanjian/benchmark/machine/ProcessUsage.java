package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process has taken since it began, all its threads together (proc_pid_stat(5)).
///
/// @param cpuSeconds user and system time
/// @param rssBytes memory it holds now
public record ProcessUsage(double cpuSeconds, long rssBytes) {
    /// Linux reports times in hundredths of a second on every architecture it runs on here.
    static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final String RSS = "VmRSS:";
    private static final long KIB = 1024;

    public static ProcessUsage of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        return parse(
                Files.readString(folder.resolve("stat")),
                Files.readString(folder.resolve("status")));
    }

    /// @param stat the line of `/proc/PID/stat`; the name in it may hold blanks and brackets
    /// @param status the text of `/proc/PID/status`
    static ProcessUsage parse(String stat, String status) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        long rss =
                status.lines()
                        .filter(line -> line.startsWith(RSS))
                        .map(line -> line.substring(RSS.length()).replace("kB", "").strip())
                        .mapToLong(kib -> Long.parseLong(kib) * KIB)
                        .findFirst()
                        .orElse(0);
        return new ProcessUsage(ticks / TICKS_PER_SECOND, rss);
    }
}
