package org.yuanjian.relay.transcode;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one stream's tasks in order on shared threads, from a bounded queue. Any thread.
final class SerialWorker {
    static final int MAX_WAITING = 512;

    private static final Logger LOG = LoggerFactory.getLogger(SerialWorker.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    SerialWorker(Executor threads) {
        this.threads = threads;
    }

    /// Takes a task, unless too many wait or the worker is closed.
    synchronized boolean offer(Runnable task) {
        if (closed || waiting.size() >= MAX_WAITING) {
            return false;
        }
        waiting.add(task);
        start();
        return true;
    }

    /// Runs a last task when all before it are done; nothing is taken after it.
    synchronized void close(Runnable last) {
        if (!closed) {
            closed = true;
            waiting.add(last);
            start();
        }
    }

    private synchronized void start() {
        if (running) {
            return;
        }
        running = true;
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            // The threads have ended: what waits frees buffers and must still be done.
            run();
        }
    }

    private void run() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("a transcoding task failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        running = task != null;
        return task;
    }
}
