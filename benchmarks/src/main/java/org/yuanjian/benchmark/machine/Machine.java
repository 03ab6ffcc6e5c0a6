package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tells on what a figure was measured.
public final class Machine {
    private static final long KIB_PER_GIB = 1024L * 1024;

    private Machine() {}

    public static Map<String, Object> describe() throws IOException {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cpu", value(Files.readString(Path.of("/proc/cpuinfo")), "model name"));
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        String memory = value(Files.readString(Path.of("/proc/meminfo")), "MemTotal");
        machine.put("memory_gib", Long.parseLong(memory.replace("kB", "").strip()) / KIB_PER_GIB);
        machine.put("kernel", System.getProperty("os.version", "unknown"));
        machine.put("java", Runtime.version().toString());
        return machine;
    }

    private static String value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
