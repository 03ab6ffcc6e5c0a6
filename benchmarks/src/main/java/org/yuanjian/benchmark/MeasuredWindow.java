package org.yuanjian.benchmark;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.machine.MachineUsage;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.ProcessUsage;

/// Counts what processes and the whole machine took between two moments.
public final class MeasuredWindow {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchmarkRun run;
    private final Map<PinnedProcess, ProcessUsage> before = new LinkedHashMap<>();
    private final ProcessUsage selfBefore;
    private final MachineUsage machineBefore;
    private final long beganNanos;

    private MeasuredWindow(BenchmarkRun run, List<PinnedProcess> processes) throws IOException {
        this.run = run;
        for (PinnedProcess process : processes) {
            before.put(process, process.usage());
        }
        this.selfBefore = ProcessUsage.of(ProcessHandle.current().pid());
        this.machineBefore = MachineUsage.now();
        this.beganNanos = System.nanoTime();
    }

    /// @param processes all that belong to the run, so that the rest is known to be others
    public static MeasuredWindow begin(BenchmarkRun run, List<PinnedProcess> processes)
            throws IOException {
        return new MeasuredWindow(run, processes);
    }

    /// Lets a stretch of time pass.
    public static void pass(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    /// Ends the window.
    public Usage end() throws IOException {
        double seconds = (System.nanoTime() - beganNanos) / NANOS_PER_SECOND;
        MachineUsage machine = MachineUsage.now();
        ProcessUsage self = ProcessUsage.of(ProcessHandle.current().pid());
        Map<PinnedProcess, Double> cores = new LinkedHashMap<>();
        double ours = self.cpuSeconds() - selfBefore.cpuSeconds();
        for (Map.Entry<PinnedProcess, ProcessUsage> entry : before.entrySet()) {
            double used = entry.getKey().usage().cpuSeconds() - entry.getValue().cpuSeconds();
            cores.put(entry.getKey(), used / seconds);
            ours += used;
        }
        double busy = machine.busySeconds() - machineBefore.busySeconds();
        double stolen = machine.stolenSeconds() - machineBefore.stolenSeconds();
        run.noise(Math.max(0, busy - ours) / seconds, stolen / seconds);
        return new Usage(seconds, cores, (self.cpuSeconds() - selfBefore.cpuSeconds()) / seconds);
    }

    /// What was taken during a window.
    ///
    /// @param seconds its length
    /// @param cores processor time of each process, in cores
    /// @param selfCores processor time of this process, in cores
    public record Usage(double seconds, Map<PinnedProcess, Double> cores, double selfCores) {

        public double cores(PinnedProcess process) {
            return cores.getOrDefault(process, Double.NaN);
        }
    }
}
