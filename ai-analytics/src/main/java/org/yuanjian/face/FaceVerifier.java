package org.yuanjian.face;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares one picture with one reference: similarity, quality and what they suggest. Models and
/// decoders run in a process of their own, which starts with the first call, not before, and is
/// replaced where it ends or does not answer. Nothing is kept after a call. Any thread that may
/// wait.
public final class FaceVerifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FaceVerifier.class);
    // The first start of all unpacks half a gigabyte.
    private static final Duration START = Duration.ofSeconds(60);
    private static final int PICTURES_PER_WORKER = 8;

    private final FaceSettings settings;
    private final List<String> command;
    private final Semaphore places;
    private @Nullable FaceProcess process;
    private boolean closed;

    public FaceVerifier(FaceSettings settings) {
        this(settings, FaceCommand.of(settings));
    }

    FaceVerifier(FaceSettings settings, List<String> command) {
        this.settings = settings;
        this.command = List.copyOf(command);
        this.places = new Semaphore(settings.workers() * PICTURES_PER_WORKER);
    }

    /// Reads one face, to be somebody's reference.
    ///
    /// @param picture JPEG, PNG or WebP as it came
    /// @throws FaceException if there is no face in it, or no answer
    public FaceReading read(byte[] picture) throws FaceException {
        return read(new FaceOrder(picture, PictureCheck.FROM_PEOPLE, false, true));
    }

    /// Reads the face in one frame of a challenge.
    ///
    /// @param frame a JPEG as it came
    /// @throws FaceException if there is no face in it, or no answer
    public FaceReading readFrame(byte[] frame) throws FaceException {
        return read(new FaceOrder(frame, Set.of(PictureHeader.Format.JPEG), false, false));
    }

    /// Compares a picture with a picture.
    public FaceComparison compare(byte[] reference, byte[] live) throws FaceException {
        CompletableFuture<FaceReading> first = askReference(reference);
        CompletableFuture<FaceReading> second = ask(order(live, true));
        FaceReading known = awaitReference(first);
        return compare(known, known.template(), await(second));
    }

    private CompletableFuture<FaceReading> askReference(byte[] picture) throws FaceException {
        try {
            return ask(order(picture, false));
        } catch (FaceException e) {
            throw e.ofReference();
        }
    }

    private FaceReading awaitReference(CompletableFuture<FaceReading> reading)
            throws FaceException {
        try {
            return await(reading);
        } catch (FaceException e) {
            throw e.ofReference();
        }
    }

    /// Compares a picture with a template that was kept.
    ///
    /// @throws FaceException [FaceReason#OTHER_MODEL] if another model made it: the person's
    ///   picture is to be read anew
    public FaceComparison compare(FaceTemplate reference, byte[] live) throws FaceException {
        return compare(null, reference, read(order(live, true)));
    }

    private static FaceOrder order(byte[] picture, boolean wantsPresence) {
        return new FaceOrder(picture, PictureCheck.FROM_PEOPLE, wantsPresence, true);
    }

    private FaceComparison compare(
            @Nullable FaceReading reading, FaceTemplate reference, FaceReading live)
            throws FaceException {
        double similarity = reference.similarity(live.template());
        boolean isGood = live.isGood() && (reading == null || reading.isGood());
        FaceBand band = isGood ? thresholds().band(similarity) : FaceBand.OFFICER_COMPARES;
        return new FaceComparison(similarity, band, reading, live);
    }

    private FaceThresholds thresholds() throws FaceException {
        return settings.thresholds().isPresent()
                ? settings.thresholds().get()
                : models().thresholds();
    }

    private FaceModels models() throws FaceException {
        return new FaceModels(settings.models(), settings.manifest());
    }

    /// Looks at the models without loading them.
    ///
    /// @throws FaceException if one is missing or altered: compare by eye
    public void check() throws FaceException {
        models().verify();
    }

    /// Starts the process if it does not run, so that the next call need not wait for it.
    public void start() throws FaceException {
        running();
    }

    /// Number of the process, for measuring; 0 where none runs.
    public synchronized long pid() {
        FaceProcess running = process;
        return running == null ? 0 : running.pid();
    }

    boolean isFull() {
        return places.availablePermits() == 0;
    }

    private FaceReading read(FaceOrder order) throws FaceException {
        return await(ask(order));
    }

    /// What every picture passes on our side already: its head, its size, a free place.
    private CompletableFuture<FaceReading> ask(FaceOrder order) throws FaceException {
        PictureCheck.read(order.picture(), order.formats());
        FaceProcess running = running();
        if (!places.tryAcquire()) {
            throw new FaceException(FaceReason.BUSY, "too many pictures at once");
        }
        try {
            return running.read(order).whenComplete((_, _) -> places.release());
        } catch (FaceException e) {
            places.release();
            throw e;
        }
    }

    private FaceReading await(CompletableFuture<FaceReading> reading) throws FaceException {
        try {
            return await(reading, settings.patience());
        } catch (FaceException e) {
            if (e.reason() == FaceReason.SLOW) {
                replace();
            }
            throw e;
        }
    }

    private static <T> T await(CompletableFuture<T> answer, Duration patience)
            throws FaceException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FaceException refusal) {
                throw refusal;
            }
            throw new FaceException(FaceReason.FAILED, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            throw new FaceException(FaceReason.SLOW, "no answer in " + patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FaceException(FaceReason.FAILED, "interrupted");
        }
    }

    private FaceProcess running() throws FaceException {
        FaceProcess running = started();
        try {
            return await(running.ready(), START);
        } catch (FaceException e) {
            running.close();
            throw e;
        }
    }

    private synchronized FaceProcess started() throws FaceException {
        FaceProcess running = process;
        if (closed) {
            throw new FaceException(FaceReason.FAILED, "closed");
        }
        if (running != null && running.isAlive()) {
            return running;
        }
        check();
        FaceProcess started = FaceProcess.start(command);
        process = started;
        return started;
    }

    private synchronized void replace() {
        FaceProcess slow = process;
        if (slow != null) {
            LOG.warn(
                    "the face verifier did not answer in {}; it is started anew",
                    settings.patience());
            slow.close();
            process = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        FaceProcess running = process;
        if (running != null) {
            running.close();
        }
    }
}
