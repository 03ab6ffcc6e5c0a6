package org.yuanjian.benchmark.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.yuanjian.benchmark.fleet.onvif.OnvifHead;
import org.yuanjian.benchmark.fleet.scene.Look;

/// Moves the picture of a camera among four views that were encoded beforehand: ahead, left, right
/// and near. Any thread.
final class PtzHead implements OnvifHead {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double ASIDE = 0.3;
    private static final double NEAR = 0.4;

    private final LongSupplier nanoTime;
    private final Runnable onView;
    private final Map<String, Preset> presets = new LinkedHashMap<>();
    private Vector home = Vector.STILL;
    private Vector position = Vector.STILL;
    private Vector speed = Vector.STILL;
    private long sinceNanos;
    private long untilNanos = Long.MAX_VALUE;
    private long stoppedNanos;
    private int tokens;
    private volatile Look view = Look.CLEAR;

    private record Preset(String name, Vector position) {}

    /// @param onView hears that the picture is another one
    PtzHead(LongSupplier nanoTime, Runnable onView) {
        this.nanoTime = nanoTime;
        this.onView = onView;
        keep("全景", Vector.STILL);
        keep("左侧", new Vector(-0.7, 0, 0));
        keep("右侧", new Vector(0.7, 0, 0));
        keep("近景", new Vector(0, 0, 0.8));
    }

    private void keep(String name, Vector at) {
        tokens++;
        presets.put("preset_" + tokens, new Preset(name, at));
    }

    /// What it looks at now.
    Look view() {
        return view;
    }

    @Override
    public synchronized Map<String, String> presets() {
        Map<String, String> names = new LinkedHashMap<>();
        presets.forEach((token, preset) -> names.put(token, preset.name()));
        return Collections.unmodifiableMap(names);
    }

    @Override
    public synchronized String keep(String token, String name) {
        settle();
        if (token.isEmpty()) {
            keep(name, position);
            return "preset_" + tokens;
        }
        presets.put(token, new Preset(name, position));
        return token;
    }

    @Override
    public synchronized boolean remove(String token) {
        return presets.remove(token) != null;
    }

    @Override
    public synchronized boolean goTo(String token) {
        Preset preset = presets.get(token);
        if (preset != null) {
            arrive(preset.position());
        }
        return preset != null;
    }

    @Override
    public synchronized void goHome() {
        arrive(home);
    }

    @Override
    public synchronized void keepHome() {
        settle();
        home = position;
    }

    @Override
    public synchronized void move(Vector wanted, double seconds) {
        settle();
        long now = nanoTime.getAsLong();
        if (wanted.isStill() && !speed.isStill()) {
            stoppedNanos = now;
        }
        speed = wanted;
        sinceNanos = now;
        untilNanos = seconds > 0 ? now + (long) (seconds * NANOS_PER_SECOND) : Long.MAX_VALUE;
        look();
    }

    @Override
    public synchronized void moveTo(Vector wanted) {
        arrive(wanted);
    }

    @Override
    public synchronized void moveBy(Vector way) {
        settle();
        arrive(position.plus(way, 1));
    }

    @Override
    public synchronized void stop() {
        move(Vector.STILL, 0);
    }

    /// When it last came to rest by an order, as [System#nanoTime] has it; 0 if it never did.
    synchronized long stoppedNanos() {
        return stoppedNanos;
    }

    synchronized boolean isMoving() {
        settle();
        return !speed.isStill();
    }

    private void arrive(Vector at) {
        speed = Vector.STILL;
        position = at;
        look();
    }

    /// Goes where the speed has brought it since.
    private void settle() {
        if (speed.isStill()) {
            return;
        }
        long now = nanoTime.getAsLong();
        long until = Math.min(now, untilNanos);
        position = position.plus(speed, (until - sinceNanos) / NANOS_PER_SECOND);
        sinceNanos = until;
        if (now >= untilNanos) {
            stoppedNanos = untilNanos;
            speed = Vector.STILL;
        }
    }

    private void look() {
        Look seen =
                position.zoom() > NEAR
                        ? Look.VIEW_NEAR
                        : position.pan() < -ASIDE
                                ? Look.VIEW_LEFT
                                : position.pan() > ASIDE ? Look.VIEW_RIGHT : Look.CLEAR;
        if (seen != view) {
            view = seen;
            onView.run();
        }
    }
}
