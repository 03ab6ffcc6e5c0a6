package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.machine.MachineUsage;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.ProcessUsage;

/// Counts what processes took between two moments, and what others did meanwhile: the time of all
/// cores that was neither idle nor taken by this process and those it started, the spinners among
/// them.
public final class MeasuredWindow {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchmarkRun run;
    private final Map<PinnedProcess, ProcessUsage> before = new LinkedHashMap<>();
    private final double oursBefore;
    private final MachineUsage machineBefore;
    private final long beganNanos;

    private MeasuredWindow(BenchmarkRun run, List<PinnedProcess> processes) throws IOException {
        this.run = run;
        for (PinnedProcess process : processes) {
            before.put(process, process.usage());
        }
        this.oursBefore = ours();
        this.machineBefore = MachineUsage.now();
        this.beganNanos = System.nanoTime();
    }

    /// @param processes those whose share is asked for at the end
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
        double ours = ours() - oursBefore;
        Map<PinnedProcess, Double> cores = new LinkedHashMap<>();
        for (Map.Entry<PinnedProcess, ProcessUsage> entry : before.entrySet()) {
            double used = entry.getKey().usage().cpuSeconds() - entry.getValue().cpuSeconds();
            cores.put(entry.getKey(), used / seconds);
        }
        double idle = machine.idleSeconds() - machineBefore.idleSeconds();
        double stolen = machine.stolenSeconds() - machineBefore.stolenSeconds();
        double others = machine.cores() * seconds - idle - stolen - ours;
        run.noise(Math.max(0, others) / seconds, stolen / seconds);
        return new Usage(seconds, cores);
    }

    /// Processor time of this process and all it started that still run.
    private static double ours() throws IOException {
        double seconds = cpuSeconds(ProcessHandle.current());
        for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
            seconds += cpuSeconds(child);
        }
        return seconds;
    }

    /// Nothing for one that has ended since it was listed.
    private static double cpuSeconds(ProcessHandle process) throws IOException {
        try {
            return ProcessUsage.of(process.pid()).cpuSeconds();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /// What was taken during a window.
    ///
    /// @param seconds its length
    /// @param cores processor time of each process, in cores
    public record Usage(double seconds, Map<PinnedProcess, Double> cores) {

        public double cores(PinnedProcess process) {
            return cores.getOrDefault(process, Double.NaN);
        }
    }
}
