package org.yuanjian.face;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.yuanjian.process.ChildJvm;

/// One running process of the verifier: orders in, readings out, in any order. Any thread.
final class FaceProcess implements AutoCloseable {
    /// One arena a thread would keep what large pictures took.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("MALLOC_ARENA_MAX", "2", "OMP_NUM_THREADS", "1");

    private final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<FaceReading>> asked = new ConcurrentHashMap<>();
    private final CompletableFuture<FaceProcess> ready = new CompletableFuture<>();
    private volatile boolean ended;

    private FaceProcess(Process process) {
        this.process = process;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    static FaceProcess start(List<String> command) throws FaceException {
        try {
            FaceProcess started = new FaceProcess(ChildJvm.start(command, ENVIRONMENT));
            Thread.ofPlatform().daemon().name("face-answers").start(started::listen);
            return started;
        } catch (IOException e) {
            throw new FaceException(FaceReason.FAILED, "the verifier cannot be started");
        }
    }

    /// Completes when the models are loaded, with a [FaceException] where they are not.
    CompletableFuture<FaceProcess> ready() {
        return ready;
    }

    boolean isAlive() {
        return process.isAlive() && !ended;
    }

    long pid() {
        return process.pid();
    }

    private void listen() {
        try {
            FaceProtocol.readReady(in);
            ready.complete(this);
            while (true) {
                answer(in.readInt());
            }
        } catch (FaceException e) {
            fail(e);
        } catch (IOException | RuntimeException e) {
            fail(new FaceException(FaceReason.FAILED, "the verifier's process ended"));
        }
    }

    private void answer(int number) throws IOException, FaceException {
        CompletableFuture<FaceReading> reading = asked.remove(number);
        if (reading == null) {
            throw new IOException("an answer nobody asked for");
        }
        try {
            FaceProtocol.readReady(in);
        } catch (FaceException e) {
            reading.completeExceptionally(e);
            return;
        }
        try {
            reading.complete(FaceProtocol.readReading(in));
        } catch (IOException | FaceException e) {
            reading.completeExceptionally(
                    new FaceException(FaceReason.FAILED, "the verifier's process ended"));
            throw e;
        }
    }

    private void fail(FaceException reason) {
        ended = true;
        process.destroyForcibly();
        ready.completeExceptionally(reason);
        asked.values().forEach(reading -> reading.completeExceptionally(reason));
        asked.clear();
    }

    CompletableFuture<FaceReading> read(FaceOrder order) throws FaceException {
        int number = numbers.incrementAndGet();
        CompletableFuture<FaceReading> reading = new CompletableFuture<>();
        asked.put(number, reading);
        try {
            synchronized (out) {
                FaceProtocol.write(out, new FaceProtocol.Numbered(number, order));
            }
        } catch (IOException e) {
            asked.remove(number);
            throw new FaceException(FaceReason.FAILED, "the verifier's process ended");
        }
        if (ended) {
            reading.completeExceptionally(
                    new FaceException(FaceReason.FAILED, "the verifier's process ended"));
        }
        return reading;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
