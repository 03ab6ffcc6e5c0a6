package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;

/// The physical limit of pulling on this machine: a loop in C that reads every camera and does
/// nothing else.
public final class BareReader implements AutoCloseable {
    private final PinnedProcess process;

    private BareReader(PinnedProcess process) {
        this.process = process;
    }

    /// Returns when all of them play.
    ///
    /// @param streams as [FleetProcess#subStreams] lists them
    public static BareReader start(Workbench bench, List<String> streams, int dialsPerSecond)
            throws IOException, InterruptedException {
        PinnedProcess process =
                bench.bare(
                        "bare_reader",
                        "--cameras",
                        bench.file("bare-cameras", streams).toString(),
                        "--rate",
                        Integer.toString(dialsPerSecond));
        process.readUntil("playing ");
        return new BareReader(process);
    }

    public PinnedProcess process() {
        return process;
    }

    public void mark() throws IOException {
        process.send("mark");
        process.readUntil("marked");
    }

    /// What all cameras sent since the last mark: `packets`, `bytes`, `silence_us`.
    public Map<String, String> report() throws IOException {
        process.send("report");
        return RtspViewers.fields(process.readUntil("read "));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
