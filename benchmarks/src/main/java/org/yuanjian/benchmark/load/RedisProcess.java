package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;

/// Debian's `redis-server`, which keeps nothing.
public final class RedisProcess implements AutoCloseable {
    private static final int TRIES = 500;
    private static final Duration POLL = Duration.ofMillis(20);

    private final PinnedProcess process;
    private final int port;

    private RedisProcess(PinnedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Returns when it listens.
    public static RedisProcess start(Workbench bench, int port)
            throws IOException, InterruptedException {
        List<String> command =
                List.of(
                        "redis-server",
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--save",
                        "",
                        "--dir",
                        bench.folder().toString());
        PinnedProcess process =
                PinnedProcess.start(
                        "redis",
                        PinnedProcess.ANY_CORE,
                        command,
                        bench.folder().resolve("redis.log"));
        for (int i = 0; i < TRIES && !listens(port); i++) {
            Thread.sleep(POLL);
        }
        return new RedisProcess(process, port);
    }

    private static boolean listens(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
