package org.yuanjian.relay.transcode;

import io.netty.buffer.ByteBuf;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.media.AccessUnit;
import org.yuanjian.media.nal.NalUnit;
import org.yuanjian.process.ChildJvm;
import org.yuanjian.relay.transcode.TranscodeProtocol.Order;
import org.yuanjian.relay.transcode.TranscodeProtocol.Setup;
import org.yuanjian.relay.transcode.TranscodeProtocol.Turned;

/// A transcoder in a process of its own, so that bytes which break a decoder break one picture and
/// nothing else. Two threads talk to it, one each way; it is not used again once it has ended.
final class TranscoderProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TranscoderProcess.class);
    private static final List<String> OPTIONS =
            List.of("-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1");
    private static final int BUFFER_BYTES = 1 << 16;

    /// With more than these waiting, pictures are decoded and not shown until it has caught up.
    private static final int BEHIND = 25;

    /// An order not answered for so long ends the process; the first waits for its start as well.
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long COST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private final Setup setup;
    private final List<byte[]> parameterSets;
    private final Listener listener;
    private final TranscodeCounters counters;
    private final PictureQueue queue = new PictureQueue();
    private final AtomicBoolean keyWanted = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile long lastProgressNanos = System.nanoTime();
    private volatile @Nullable Process process;
    private Duration cost = Duration.ZERO;
    private long costNanos = System.nanoTime();

    /// Hears what comes out. On threads of the process.
    interface Listener {
        void onPicture(Turned picture);

        /// It has ended by itself; told once, and not after it was closed.
        void onEnd();
    }

    /// @param parameterSets put before each key frame
    TranscoderProcess(
            Setup setup,
            List<byte[]> parameterSets,
            TranscodeCounters counters,
            Listener listener) {
        this.setup = setup;
        this.parameterSets = parameterSets;
        this.counters = counters;
        this.listener = listener;
    }

    /// Starts it in the background.
    void start() {
        Thread.ofPlatform().daemon().name("transcode-out").start(this::run);
    }

    /// Takes a borrowed picture, or leaves it out where too many wait.
    void offer(AccessUnit picture) {
        queue.offer(picture);
        counters.dropped(queue.takeDropped());
    }

    /// The next picture that comes out shall be a key frame.
    void requestKeyFrame() {
        keyWanted.set(true);
    }

    /// Ends a process that does not answer; to be called every second or so.
    void look() {
        boolean isStuck =
                unanswered.get() > 0 && System.nanoTime() - lastProgressNanos > PATIENCE_NANOS;
        if (isStuck) {
            LOG.warn("a transcoder did not answer and is ended");
            destroy();
        }
    }

    private void run() {
        try {
            Process started = launch();
            process = started;
            if (ended.get()) {
                destroy();
                return;
            }
            Thread.ofPlatform().daemon().name("transcode-in").start(() -> listen(started));
            DataOutputStream out =
                    new DataOutputStream(
                            new BufferedOutputStream(started.getOutputStream(), BUFFER_BYTES));
            TranscodeProtocol.write(out, setup);
            talk(out);
        } catch (IOException e) {
            LOG.warn("a transcoder is gone: {}", e.toString());
            end();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
    }

    private void talk(DataOutputStream out) throws IOException, InterruptedException {
        for (AccessUnit next = queue.take(); next != null; next = queue.take()) {
            AccessUnit picture = next;
            try {
                order(picture, out);
            } finally {
                picture.release();
            }
        }
    }

    private void order(AccessUnit picture, DataOutputStream out) throws IOException {
        boolean shown = queue.size() <= BEHIND || picture.isKeyFrame();
        boolean key = shown && keyWanted.getAndSet(false);
        if (unanswered.getAndIncrement() == 0) {
            lastProgressNanos = System.nanoTime();
        }
        counters.in(shown);
        TranscodeProtocol.write(
                out, new Order(key, shown, picture.timestampTicks(), bytes(picture)));
    }

    private ByteBuffer bytes(AccessUnit picture) {
        List<byte[]> sets = picture.isKeyFrame() && !hasSets(picture) ? parameterSets : List.of();
        int length = picture.payloadBytes() + START_CODE.length * picture.units().size();
        for (byte[] set : sets) {
            length += START_CODE.length + set.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        sets.forEach(set -> bytes.put(START_CODE).put(set));
        for (ByteBuf unit : picture.units()) {
            bytes.put(START_CODE);
            int at = bytes.position();
            unit.getBytes(unit.readerIndex(), bytes.array(), at, unit.readableBytes());
            bytes.position(at + unit.readableBytes());
        }
        return bytes.flip();
    }

    private boolean hasSets(AccessUnit picture) {
        return picture.units().stream()
                .anyMatch(unit ->
                        unit.isReadable() && new NalUnit(setup.codec(), unit).isParameterSet());
    }

    private void listen(Process started) {
        try (DataInputStream in =
                new DataInputStream(
                        new BufferedInputStream(started.getInputStream(), BUFFER_BYTES))) {
            while (true) {
                List<Turned> pictures = TranscodeProtocol.readAnswer(in);
                lastProgressNanos = System.nanoTime();
                if (unanswered.getAndDecrement() <= 0) {
                    throw new IOException("an answer to nothing");
                }
                measure(started);
                pictures.forEach(listener::onPicture);
            }
        } catch (IOException e) {
            end();
        }
    }

    private void measure(Process started) {
        long now = System.nanoTime();
        if (now - costNanos >= COST_NANOS) {
            costNanos = now;
            Duration all = started.info().totalCpuDuration().orElse(cost);
            counters.cost(all.minus(cost));
            cost = all;
        }
    }

    private static Process launch() throws IOException {
        return ChildJvm.start(
                ChildJvm.command(5, OPTIONS, TranscoderApplication.class, List.of()), Map.of());
    }

    private void end() {
        if (ended.compareAndSet(false, true)) {
            destroy();
            counters.failed();
            listener.onEnd();
        }
    }

    private void destroy() {
        queue.close();
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    /// Ends it; nothing more comes out but what is on its way.
    @Override
    public void close() {
        ended.set(true);
        destroy();
    }
}
