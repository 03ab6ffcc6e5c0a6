package org.yuanjian.benchmark;

import java.io.IOException;

/// One question asked of the product, answered by measuring.
interface Benchmark {
    /// What it is called on the command line.
    String name();

    /// Measures; the bars on quietness are added by the caller. Throws when something could not be
    /// measured at all.
    void run(BenchmarkRun run) throws IOException, InterruptedException;
}
