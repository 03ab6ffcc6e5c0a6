package org.yuanjian.picture;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.picture.PictureException.Kind;
import org.yuanjian.process.ChildJvm;

/// Decodes pictures from cameras in a process of its own, so that bytes which break the decoder
/// break nothing else. The process starts with the first picture; one that does not answer in time,
/// or ends, is replaced. Any thread; calls take turns.
public final class FrameDecoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FrameDecoder.class);

    /// So many times as long as a picture may take, the process may take to begin.
    private static final int START = 6;

    private static final List<String> OPTIONS =
            List.of("-Xmx64m", "-Xss512k", "-XX:TieredStopAtLevel=1");

    private final List<String> command;
    private final Duration patience;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("decoder-watch").factory());
    private @Nullable Child child;
    private boolean closed;

    private record Child(Process process, DataOutputStream out, DataInputStream in) {}

    /// @param patience how long one picture may take, once the process has begun
    public FrameDecoder(Duration patience) {
        this(ChildJvm.command(10, OPTIONS, DecoderApplication.class, List.of()), patience);
    }

    FrameDecoder(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    /// A picture as JPEG.
    ///
    /// @param maxWidth of the JPEG in pixels; its height follows
    /// @throws PictureException if there is no picture in it, or the decoder failed
    public synchronized byte[] decode(CodedPicture picture, int maxWidth) throws PictureException {
        if (picture.bytes().length > DecoderProtocol.MAX_BYTES) {
            throw new PictureException(Kind.TOO_LARGE, picture.toString());
        }
        Child running = running();
        ScheduledFuture<?> alarm = alarm(running.process(), patience);
        try {
            DecoderProtocol.write(running.out(), new DecoderProtocol.Order(picture, maxWidth));
            String kind = running.in().readUTF();
            byte[] bytes = DecoderProtocol.bytes(running.in());
            if (kind.equals(DecoderProtocol.FINE)) {
                return bytes;
            }
            throw new PictureException(
                    Kind.valueOf(kind), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("the decoder ended over {}; it is started anew", picture);
            end(running);
            throw new PictureException(Kind.DECODER, "the decoder ended over " + picture);
        } finally {
            alarm.cancel(false);
        }
    }

    private Child running() throws PictureException {
        Child running = child;
        if (closed) {
            throw new PictureException(Kind.DECODER, "closed");
        }
        if (running != null && running.process().isAlive()) {
            return running;
        }
        try {
            Child started = start();
            child = started;
            return started;
        } catch (IOException e) {
            throw new PictureException(Kind.DECODER, "the decoder cannot be started");
        }
    }

    private Child start() throws IOException {
        Process process = ChildJvm.start(command, Map.of());
        DataInputStream in = new DataInputStream(process.getInputStream());
        ScheduledFuture<?> alarm = alarm(process, patience.multipliedBy(START));
        try {
            String said = in.readUTF();
            if (!said.equals(DecoderProtocol.READY)) {
                throw new IOException("it says " + said);
            }
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        } finally {
            alarm.cancel(false);
        }
        return new Child(
                process,
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream())),
                in);
    }

    private ScheduledFuture<?> alarm(Process process, Duration time) {
        return watch.schedule(process::destroyForcibly, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end(Child ended) {
        ended.process().destroyForcibly();
        child = null;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Child running = child;
        if (running != null) {
            end(running);
        }
        watch.shutdownNow();
    }
}
