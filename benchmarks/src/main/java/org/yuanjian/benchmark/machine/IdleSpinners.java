package org.yuanjian.benchmark.machine;

import java.io.IOException;
import java.util.List;

/// Keeps both cores from halting while a benchmark runs: waking a halted core costs several times
/// what a small send costs, and would be counted for whoever sends. They run in the idle class and
/// take no time from anybody.
public final class IdleSpinners implements AutoCloseable {
    private final List<PinnedProcess> spinners;

    private IdleSpinners(List<PinnedProcess> spinners) {
        this.spinners = spinners;
    }

    public static IdleSpinners start(Workbench bench) throws IOException, InterruptedException {
        return new IdleSpinners(
                List.of(
                        bench.bare("spinner", Integer.toString(bench.relayCore())),
                        bench.load("spinner", Integer.toString(bench.loadCore()))));
    }

    @Override
    public void close() throws IOException {
        for (PinnedProcess spinner : spinners) {
            spinner.close();
        }
    }
}
