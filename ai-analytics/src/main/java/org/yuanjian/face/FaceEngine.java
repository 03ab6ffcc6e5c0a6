package org.yuanjian.face;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.yuanjian.face.FaceReader.Outcome;

/// Reads faces on a fixed number of threads, each with its own instance of the models. What waits
/// is read together, whoever asked; each picture stays its own. Any thread.
public final class FaceEngine implements AutoCloseable {
    private final BlockingQueue<Job> waiting = new LinkedBlockingQueue<>();
    private final List<FaceReader> readers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    private record Job(FaceOrder order, CompletableFuture<FaceReading> reading) {}

    /// Loads the models.
    ///
    /// @param workers how many threads
    /// @throws FaceException if a model is missing or altered
    public FaceEngine(FaceModels models, int workers) throws FaceException {
        try {
            for (int i = 0; i < workers; i++) {
                readers.add(new FaceReader(models));
            }
        } catch (FaceException | RuntimeException | Error e) {
            readers.forEach(FaceReader::close);
            throw e;
        }
        for (FaceReader reader : readers) {
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("face-" + threads.size())
                            .start(() -> work(reader)));
        }
    }

    /// Reads a picture of a test set: any format we know, and no presence.
    ///
    /// @return completes with a [FaceException] where there is no reading
    public CompletableFuture<FaceReading> measure(byte[] picture) {
        return read(new FaceOrder(picture, PictureCheck.ALL, false, false));
    }

    CompletableFuture<FaceReading> read(FaceOrder order) {
        Job job = new Job(order, new CompletableFuture<>());
        waiting.add(job);
        if (closed) {
            refuseAll();
        }
        return job.reading();
    }

    private void work(FaceReader reader) {
        List<Job> jobs = new ArrayList<>();
        try {
            while (!closed) {
                jobs.add(waiting.take());
                // The others shall have their share.
                int share = waiting.size() / threads.size();
                waiting.drainTo(jobs, Math.min(share, FaceReader.MOST - 1));
                read(reader, jobs);
                jobs.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            reader.close();
        }
    }

    private static void read(FaceReader reader, List<Job> jobs) {
        try {
            List<Outcome> outcomes = reader.read(jobs.stream().map(Job::order).toList());
            for (int i = 0; i < jobs.size(); i++) {
                finish(jobs.get(i), outcomes.get(i));
            }
        } catch (FaceException | RuntimeException e) {
            FaceException failed = new FaceException(FaceReason.FAILED, String.valueOf(e));
            jobs.forEach(job -> job.reading().completeExceptionally(failed));
        }
    }

    private static void finish(Job job, Outcome outcome) {
        try {
            job.reading().complete(outcome.need());
        } catch (FaceException e) {
            job.reading().completeExceptionally(e);
        }
    }

    /// How long each stage took so far, in milliseconds, over all threads. While nothing is read.
    public Map<String, Double> stageMillis() {
        Map<String, Double> millis = new LinkedHashMap<>();
        for (StageTimes.Stage stage : StageTimes.Stage.values()) {
            double sum = readers.stream().mapToDouble(r -> r.times().millis(stage)).sum();
            millis.put(stage.name().toLowerCase(Locale.ROOT), sum);
        }
        return millis;
    }

    private void refuseAll() {
        List<Job> left = new ArrayList<>();
        waiting.drainTo(left);
        FaceException failed = new FaceException(FaceReason.FAILED, "closed");
        left.forEach(job -> job.reading().completeExceptionally(failed));
    }

    /// Ends the threads and frees what the models hold; what is being read is read to its end.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        refuseAll();
    }
}
