package org.yuanjian.relay.transcode;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.global.avutil;

/// The threads that transcode, shared by all streams, so that no event loop ever waits for a codec.
public final class TranscodeWorkers implements AutoCloseable {
    private static final long CLOSE_SECONDS = 5;

    private final ExecutorService threads;

    /// @param count threads; each works for many streams in turn
    public TranscodeWorkers(int count) {
        // What a camera sends is hostile; its faults are counted here, not printed by the codec.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
        threads = Executors.newFixedThreadPool(count, new DefaultThreadFactory("transcode", true));
    }

    /// A queue of its own for one stream.
    SerialWorker worker() {
        return new SerialWorker(threads);
    }

    /// Ends the threads once their streams are done.
    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
