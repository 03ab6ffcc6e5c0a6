package org.yuanjian.camera.ptz;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.onvif.OnvifException;
import org.yuanjian.camera.onvif.PtzPreset;
import org.yuanjian.camera.onvif.PtzService;
import org.yuanjian.camera.onvif.PtzVector;

/// One camera that is being moved. Whoever calls waits for the device; calls take turns, so that a
/// stop comes behind the movement it ends.
final class PtzSession {
    private static final String GATEWAY = "gateway";
    private static final int MOST_STOPS = 5;

    private final String point;
    private final PtzService service;
    private final DeviceLock lock;
    private final PtzSettings settings;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Consumer<PtzCommand> onCommand;
    private final PtzHold hold;
    private PtzVector moving = PtzVector.STILL;
    private @Nullable PtzOperator mover;
    private long sentNanos;
    private volatile long askedNanos;
    private volatile boolean isMoving;
    private Instant lastUse;
    private boolean isAway;
    private int failedStops;

    /// What a session needs of the rest.
    record Surroundings(
            PtzSettings settings,
            InstantSource clock,
            LongSupplier nanoTime,
            Consumer<PtzCommand> onCommand) {}

    PtzSession(String point, PtzService service, DeviceLock lock, Surroundings around) {
        this.point = point;
        this.service = service;
        this.lock = lock;
        this.settings = around.settings();
        this.clock = around.clock();
        this.nanoTime = around.nanoTime();
        this.onCommand = around.onCommand();
        this.hold = new PtzHold(settings.hold());
        this.lastUse = clock.instant();
    }

    private interface Call<T> {
        T make() throws OnvifException;
    }

    /// Moves at a speed for as long as this is called again and again.
    void move(PtzOperator operator, PtzVector speed) throws PtzException {
        askedNanos = nanoTime.getAsLong();
        moveInTurn(operator, speed);
    }

    private synchronized void moveInTurn(PtzOperator operator, PtzVector speed)
            throws PtzException {
        take(operator);
        if (nanoTime.getAsLong() - askedNanos > settings.deadMan().toNanos()) {
            // It waited behind a slow device and nobody holds the key any more.
            return;
        }
        long now = nanoTime.getAsLong();
        boolean isNew = !speed.equals(moving);
        if (isNew || now - sentNanos > settings.deviceTimeout().toNanos() / 2) {
            sentNanos = now;
            isMoving = true;
            moving = speed;
            mover = operator;
            isAway = true;
            call(() -> {
                service.move(speed, settings.deviceTimeout());
                return speed;
            });
        }
        if (isNew) {
            note(operator, "move", words(speed), "ok");
        }
    }

    private static String words(PtzVector speed) {
        return String.format(
                Locale.ROOT, "%.2f %.2f %.2f", speed.pan(), speed.tilt(), speed.zoom());
    }

    /// Stands still.
    void stop(PtzOperator operator) throws PtzException {
        askedNanos = 0;
        synchronized (this) {
            take(operator);
            halt(operator);
        }
    }

    private void halt(PtzOperator operator) throws PtzException {
        if (!isMoving) {
            return;
        }
        try {
            call(() -> {
                service.stop();
                return moving;
            });
        } catch (PtzException e) {
            failedStops++;
            // The watch tries again. In the end the device's own timeout has to do.
            isMoving = failedStops < MOST_STOPS;
            note(operator, "stop", "", e.kind().name());
            throw e;
        }
        failedStops = 0;
        isMoving = false;
        moving = PtzVector.STILL;
        note(operator, "stop", "", "ok");
    }

    /// Whether it moves though nobody asks for it any more.
    boolean isForgotten() {
        return isMoving && nanoTime.getAsLong() - askedNanos >= settings.deadMan().toNanos();
    }

    /// Stops a movement that nobody asks for any more.
    synchronized void stopForgotten() throws PtzException {
        PtzOperator operator = mover;
        if (isForgotten() && operator != null) {
            halt(operator);
        }
    }

    /// Goes home if it was left elsewhere for long enough.
    synchronized void returnHome() throws PtzException {
        boolean isDue = !clock.instant().isBefore(lastUse.plus(settings.idle()));
        if (isAway && isDue && !isMoving) {
            isAway = false;
            goHome(new PtzOperator(GATEWAY, 0, ""));
        }
    }

    synchronized List<PtzPreset> presets() throws PtzException {
        return call(service::presets);
    }

    synchronized void goTo(PtzOperator operator, String token) throws PtzException {
        take(operator);
        halt(operator);
        isAway = true;
        PtzPreset preset = new PtzPreset(token, "");
        call(() -> {
            service.goTo(preset);
            return preset;
        });
        note(operator, "go", token, "ok");
    }

    synchronized PtzPreset keep(PtzOperator operator, String name) throws PtzException {
        take(operator);
        halt(operator);
        PtzPreset kept = call(() -> service.keep(name));
        note(operator, "keep", kept.token() + " " + name, "ok");
        return kept;
    }

    synchronized void remove(PtzOperator operator, String token) throws PtzException {
        take(operator);
        call(() -> {
            service.remove(new PtzPreset(token, ""));
            return token;
        });
        note(operator, "remove", token, "ok");
    }

    synchronized void home(PtzOperator operator) throws PtzException {
        take(operator);
        halt(operator);
        isAway = false;
        goHome(operator);
    }

    /// Many a device knows no home but keeps presets: then the first one is.
    private void goHome(PtzOperator operator) throws PtzException {
        call(() -> {
            try {
                service.goHome();
            } catch (OnvifException e) {
                Optional<PtzPreset> first = service.presets().stream().findFirst();
                if (first.isEmpty()) {
                    throw e;
                }
                service.goTo(first.get());
            }
            return operator;
        });
        note(operator, "home", "", "ok");
    }

    private void take(PtzOperator operator) throws PtzException {
        hold.take(operator, clock.instant());
        lastUse = clock.instant();
    }

    synchronized Optional<PtzHold.Held> held() {
        return hold.held(clock.instant());
    }

    /// Whether nothing is left to be done for it.
    synchronized boolean isOver() {
        Duration unused = Duration.between(lastUse, clock.instant());
        return !isMoving && !isAway && unused.compareTo(settings.idle()) > 0;
    }

    private <T> T call(Call<T> call) throws PtzException {
        if (lock.isRefused()) {
            throw new PtzException(PtzException.Kind.REFUSED, lock.words().orElse(""));
        }
        try {
            return call.make();
        } catch (OnvifException e) {
            if (e.kind() == OnvifException.Kind.REFUSED) {
                lock.refuse(e.words());
            }
            throw PtzException.of(e);
        }
    }

    private void note(PtzOperator operator, String action, String detail, String result) {
        onCommand.accept(
                new PtzCommand(
                        point,
                        operator.person(),
                        operator.reason(),
                        action,
                        detail,
                        result,
                        clock.instant()));
    }
}
