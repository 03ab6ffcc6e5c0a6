package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the cores of the machine have done since it began, all cores together (proc_stat(5)). Work
/// of low priority, which the spinners are, does not count.
///
/// @param busySeconds user, system and interrupt time
/// @param stolenSeconds time the hypervisor gave to others
public record MachineUsage(double busySeconds, double stolenSeconds) {
    private static final int USER = 1;
    private static final int SYSTEM = 3;
    private static final int INTERRUPT = 6;
    private static final int SOFT_INTERRUPT = 7;
    private static final int STOLEN = 8;

    public static MachineUsage now() throws IOException {
        return parse(Files.readString(Path.of("/proc/stat")));
    }

    static MachineUsage parse(String stat) {
        String[] fields = stat.lines().findFirst().orElseThrow().split(" +", -1);
        long busy = 0;
        for (int field : new int[] {USER, SYSTEM, INTERRUPT, SOFT_INTERRUPT}) {
            busy += Long.parseLong(fields[field]);
        }
        long stolen = Long.parseLong(fields[STOLEN]);
        return new MachineUsage(
                busy / ProcessUsage.TICKS_PER_SECOND, stolen / ProcessUsage.TICKS_PER_SECOND);
    }
}
