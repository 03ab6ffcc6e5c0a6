package org.yuanjian.relay.transcode;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.Codec;
import org.yuanjian.media.TrackFormat;

/// The threads that transcode, shared by all streams, so that no event loop ever waits for a codec.
public final class TranscodeWorkers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TranscodeWorkers.class);
    private static final long CLOSE_SECONDS = 5;

    private final ExecutorService threads;
    private final AudioTranscoder.Opener opener;
    private final AtomicInteger streams = new AtomicInteger();

    /// @param count threads; each works for many streams in turn
    public TranscodeWorkers(int count) {
        this(count, OpusTranscoder::new);
    }

    TranscodeWorkers(int count, AudioTranscoder.Opener opener) {
        this.opener = opener;
        threads = Executors.newFixedThreadPool(count, new DefaultThreadFactory("transcode", true));
    }

    /// Loads the codecs, for which the first stream would have to wait otherwise. Blocks.
    public void warmUp() {
        TrackFormat alaw = new TrackFormat(Codec.PCMA, 8, 8000, 1, Map.of(), List.of());
        try {
            open(alaw).close();
        } catch (TranscodeException | LinkageError e) {
            LOG.warn("nothing can be turned into Opus: {}", e.toString());
        }
    }

    /// How many streams are turned now. Any thread.
    public int streams() {
        return streams.get();
    }

    /// A queue of its own for one stream.
    SerialWorker worker() {
        streams.incrementAndGet();
        return new SerialWorker(threads);
    }

    /// Ends a stream's queue.
    ///
    /// @param last done behind all that waits in it
    void end(SerialWorker worker, Runnable last) {
        worker.close(() -> {
            last.run();
            streams.decrementAndGet();
        });
    }

    AudioTranscoder open(TrackFormat format) throws TranscodeException {
        return opener.open(format);
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
