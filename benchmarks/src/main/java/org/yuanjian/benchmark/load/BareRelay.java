package org.yuanjian.benchmark.load;

import java.io.IOException;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;

/// The physical limit of fan-out on this machine: a bare loop in C with one reused buffer.
public final class BareRelay implements RtspServed {
    private final PinnedProcess process;
    private final int port;

    private BareRelay(PinnedProcess process) throws IOException {
        this.process = process;
        this.port = Integer.parseInt(process.readUntil("port ").split(" ", -1)[1]);
    }

    /// Returns when it pulls all streams of the feed.
    public static BareRelay start(Workbench bench, CameraFeed feed)
            throws IOException, InterruptedException {
        return new BareRelay(
                bench.bare(
                        "bare_relay",
                        "--upstream",
                        "rtsp://127.0.0.1:" + feed.port(),
                        "--streams",
                        Integer.toString(feed.shape().streams())));
    }

    @Override
    public String url(int stream) {
        return "rtsp://127.0.0.1:" + port + "/" + stream;
    }

    /// Where a viewer over UDP names a stream.
    String datagramUrl(int stream) {
        return "udp://127.0.0.1:" + port + "/" + stream;
    }

    @Override
    public PinnedProcess process() {
        return process;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
