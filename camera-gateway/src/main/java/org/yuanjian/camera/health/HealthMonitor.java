package org.yuanjian.camera.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.RegisteredCameras;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.SqlStore;
import org.yuanjian.camera.store.TimeOrderedIds;
import org.yuanjian.relay.rtsp.client.RtspProbe;

/// Watches over all points: looks at each every minute or so, by the age of its frames where it
/// streams, and keeps what it saw. One thread of its own; questions come from any.
public final class HealthMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
    private static final long TICK_MILLIS = 500;
    private static final int TICKS_TO_REVIEW = 4;
    private static final int TICKS_TO_ALIVE = 60;
    private static final Duration SWEEP = Duration.ofSeconds(45);

    private final HealthSettings settings;
    private final Surroundings around;
    private final PointProbe probe;
    private final HealthStore store;
    private final IncidentBook incidents;
    private final Random random = new Random();
    private final Map<String, PointHealth> points = new LinkedHashMap<>();
    private final Map<String, PointCondition> conditions = new ConcurrentHashMap<>();
    private final Map<String, PointCondition> unsaved = new LinkedHashMap<>();
    private final AtomicLong looks = new AtomicLong();
    private final Set<String> sweeping = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("health").factory());
    private volatile List<Incident> openIncidents = List.of();
    private Map<String, CameraAccess> cameras = Map.of();
    private volatile List<Maintenance> planned = List.of();
    private final AtomicLong changes = new AtomicLong();
    private volatile Snapshot snapshot = new Snapshot(0, Map.of());
    private int ticks;
    private boolean failing;

    /// @param change number of the last change that is in it, or of one before
    private record Snapshot(long change, Map<String, PointCondition> conditions) {}

    /// What the monitor needs of the rest.
    ///
    /// @param node name of this process
    public record Surroundings(
            String node,
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks,
            SqlStore sql,
            InstantSource clock,
            FrameAges frames) {}

    public HealthMonitor(HealthSettings settings, Surroundings around, RtspProbe rtsp) {
        this(settings, around, new RtspPointProbe(rtsp, System::nanoTime));
    }

    HealthMonitor(HealthSettings settings, Surroundings around, PointProbe probe) {
        this.settings = settings;
        this.around = around;
        this.probe = probe;
        this.store = new HealthStore(around.sql());
        this.incidents =
                new IncidentBook(
                        settings.holdDown(),
                        new TimeOrderedIds(around.clock())::next,
                        store.openIncidents());
    }

    /// Begins to watch.
    public void start() {
        store.resume(around.node());
        around.registry().onChange(list -> thread.execute(() -> take(list)));
        thread.execute(() -> take(around.registry().list()));
        thread.scheduleWithFixedDelay(
                this::tickSafely, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// What is new is looked at within a period, spread evenly.
    private void take(PointList list) {
        cameras = RegisteredCameras.of(list, around.vault());
        Instant now = around.clock().instant();
        points.keySet().removeIf(code -> list.point(code).isEmpty());
        conditions.keySet().removeIf(code -> list.point(code).isEmpty());
        changes.incrementAndGet();
        for (VideoPoint point : list.points()) {
            points.computeIfAbsent(point.code(), code -> begin(code, now));
        }
    }

    private PointHealth begin(String code, Instant now) {
        PointCondition condition = PointCondition.unknown(Cause.NOT_LOOKED_AT, now);
        note(code, condition);
        return new PointHealth(
                settings, random, condition, now.plus(part(settings.period(), random)));
    }

    private static Duration part(Duration whole, Random random) {
        return Duration.ofMillis((long) (random.nextDouble() * whole.toMillis()));
    }

    private void note(String code, PointCondition condition) {
        conditions.put(code, condition);
        changes.incrementAndGet();
        unsaved.put(code, condition);
    }

    private void tickSafely() {
        try {
            tick(around.clock().instant());
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("the health of points cannot be looked after; trying on", e);
            }
            failing = true;
        }
    }

    private void tick(Instant now) {
        Map<String, Duration> ages = around.frames().ages();
        points.forEach((code, health) -> {
            health.frames(Optional.ofNullable(ages.get(code)), now)
                    .ifPresent(condition -> changed(code, condition));
            if (!health.isLooking() && !health.due().isAfter(now)) {
                look(code, health, now);
            }
        });
        ticks++;
        save();
        if (ticks % TICKS_TO_REVIEW == 0) {
            review(now);
        }
        if (ticks % TICKS_TO_ALIVE == 1) {
            store.alive(around.node(), now);
        }
    }

    private void look(String code, PointHealth health, Instant now) {
        CameraAccess camera = cameras.get(code);
        if (camera == null) {
            health.unreachable(Cause.NOT_REGISTERED, now)
                    .ifPresent(condition -> changed(code, condition));
            return;
        }
        health.look();
        looks.incrementAndGet();
        probe.probe(
                camera,
                around.locks().of(camera.device(), camera.user(), camera.password()),
                result -> thread.execute(() -> looked(code, health, result, now)));
    }

    private void looked(String code, PointHealth health, ProbeResult result, Instant began) {
        sweeping.remove(code);
        health.looked(result, began, around.clock().instant())
                .ifPresent(condition -> {
                    changed(code, condition);
                    if (condition.state() == PointState.OFFLINE) {
                        lookAround(code);
                    }
                });
    }

    /// Where one camera went, the others of its site may have gone too.
    private void lookAround(String code) {
        PointList list = around.registry().list();
        Instant now = around.clock().instant();
        list.point(code)
                .map(VideoPoint::site)
                .ifPresent(site ->
                        list.points().stream()
                                .filter(point -> point.site().equals(site))
                                .map(point -> points.get(point.code()))
                                .filter(health ->
                                        health != null
                                                && !health.isLooking()
                                                && health.condition().state().isAvailable())
                                .forEach(health -> health.dueAt(now)));
    }

    private void changed(String code, PointCondition condition) {
        note(code, condition);
        LOG.atInfo()
                .addKeyValue("point", code)
                .addKeyValue("state", condition.state())
                .addKeyValue("cause", condition.cause())
                .addKeyValue("detail", condition.detail())
                .log("point changed");
    }

    /// What cannot be written now is tried again with the next tick.
    private void save() {
        if (!unsaved.isEmpty()) {
            store.change(unsaved);
            unsaved.clear();
        }
    }

    private void review(Instant now) {
        planned = store.planned(now, now.plusSeconds(1));
        PointList list = around.registry().list();
        List<Incident> news =
                incidents.review(
                        list,
                        conditions,
                        point -> planned.stream().anyMatch(work -> work.covers(point, list)),
                        now);
        if (!news.isEmpty()) {
            store.save(news);
        }
        openIncidents = List.copyOf(incidents.open());
        news.forEach(HealthMonitor::tell);
    }

    private static void tell(Incident incident) {
        LOG.atWarn()
                .addKeyValue("incident", incident.id())
                .addKeyValue("kind", incident.kind())
                .addKeyValue("subject", incident.subject())
                .addKeyValue("cause", incident.cause())
                .addKeyValue("points", incident.points())
                .log(incident.to() == null ? "incident" : "incident over");
    }

    /// How each point is, by its code. The same map until one of them changes.
    public Map<String, PointCondition> conditions() {
        long change = changes.get();
        Snapshot last = snapshot;
        if (last.change() != change) {
            last = new Snapshot(change, Map.copyOf(conditions));
            snapshot = last;
        }
        return last.conditions();
    }

    /// Planned work that goes on now.
    public List<Maintenance> underWay() {
        return planned;
    }

    /// Incidents that last, the oldest first.
    public List<Incident> openIncidents() {
        return openIncidents;
    }

    /// Incidents that are over, the newest first.
    ///
    /// @param before id of the one they follow in that order; empty for the first ones
    public List<Incident> pastIncidents(String before, int most) {
        return store.pastIncidents(before, most);
    }

    /// How a point was, the newest first.
    public List<StateSpan> history(String point, Instant before, int most) {
        return store.history(point, before, most);
    }

    /// How often points were looked at since this process began.
    public long looks() {
        return looks.get();
    }

    /// Has every point looked at within the next minute, whatever the schedule says.
    public void sweep() {
        thread.execute(() -> {
            Instant now = around.clock().instant();
            sweeping.clear();
            points.forEach((code, health) -> {
                if (cameras.containsKey(code) && !health.isLooking()) {
                    sweeping.add(code);
                    health.dueAt(now.plus(part(SWEEP, random)));
                }
            });
        });
    }

    /// How many points of the last sweep were not looked at yet.
    public int sweepLeft() {
        return sweeping.size();
    }

    /// Plans work, or changes what was planned under this id.
    public void plan(Maintenance work) {
        store.plan(work);
    }

    /// Work that is planned between two moments.
    public List<Maintenance> planned(Instant from, Instant to) {
        return store.planned(from, to);
    }

    /// How long each point could be watched, by its code.
    public Map<String, Availability> availability(Availability.Stretch stretch) {
        PointList list = around.registry().list();
        Instant now = around.clock().instant();
        List<Maintenance> work = store.planned(stretch.from(), stretch.to());
        Map<String, List<StateSpan>> spans = new HashMap<>();
        for (StateSpan span : store.spans(stretch.from(), stretch.to())) {
            spans.computeIfAbsent(span.point(), _ -> new ArrayList<>()).add(span);
        }
        Map<String, Availability> all = new LinkedHashMap<>();
        for (VideoPoint point : list.points()) {
            List<Maintenance> its = work.stream().filter(one -> one.covers(point, list)).toList();
            all.put(
                    point.code(),
                    Availability.of(
                            spans.getOrDefault(point.code(), List.of()), its, stretch, now));
        }
        return all;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
