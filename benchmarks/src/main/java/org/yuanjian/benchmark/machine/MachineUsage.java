package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the cores of the machine have not done since it began, all cores together (proc_stat(5)).
/// How they divided their work is not read here: the kernel samples that at its ticks, and work
/// that begins at a tick, such as sends a timer starts, is then counted several times over. What a
/// process took is exact.
///
/// @param cores how many there are
/// @param idleSeconds time in which a core had nothing to do
/// @param stolenSeconds time the hypervisor gave to others
public record MachineUsage(int cores, double idleSeconds, double stolenSeconds) {
    private static final int IDLE = 4;
    private static final int WAITING_FOR_DISK = 5;
    private static final int STOLEN = 8;

    public static MachineUsage now() throws IOException {
        return parse(Files.readString(Path.of("/proc/stat")));
    }

    static MachineUsage parse(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
        long idle = Long.parseLong(fields[IDLE]) + Long.parseLong(fields[WAITING_FOR_DISK]);
        int cores = (int) stat.lines().filter(line -> line.matches("cpu\\d+ .*")).count();
        return new MachineUsage(
                cores,
                idle / ProcessUsage.TICKS_PER_SECOND,
                Long.parseLong(fields[STOLEN]) / ProcessUsage.TICKS_PER_SECOND);
    }
}
