package org.yuanjian.camera.registration;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.onvif.DeviceInformation;
import org.yuanjian.camera.registration.ProbeStep.Problem;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.Device.Inventory;
import org.yuanjian.camera.registry.LearnedDevice;
import org.yuanjian.camera.registry.LearnedDevice.LearnedChannel;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.store.SqlStore;

/// Looks at every device that is known by its ONVIF port and was not looked at yet, and keeps what
/// it told: what it is, and where the streams of its points are. Devices whose streams nobody knows
/// come first, many at once; the others follow one by one and disturb nobody. A device that could
/// not be reached is looked at again after a while; one that refused its account is not, until a
/// person says so or the account changes. Safe from any thread.
public final class DeviceRegistrar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceRegistrar.class);
    private static final int AT_ONCE = 32;
    private static final int MOST_IN_A_WRITE = 100;
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(5);
    private static final Duration AFRESH_AFTER = Duration.ofHours(24);
    private static final long PERIOD_SECONDS = 30;
    private static final long PATIENT_MILLIS = 1_000;
    private static final long TOGETHER_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long MOST_SKEW_SECONDS = 5;

    private final PointRegistry registry;
    private final CredentialVault vault;
    private final DeviceLocks locks;
    private final DeviceProbe probe;
    private final RegistrationStore store;
    private final InstantSource clock;
    private volatile Map<String, RegistrationOutcome> outcomes = Map.of();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    private final ExecutorService lookers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("registrar").factory());
    private final Thread writer = Thread.ofVirtual().name("registrar-write").unstarted(this::write);

    private record Result(Optional<LearnedDevice> learned, RegistrationOutcome outcome) {}

    /// What the registrar needs of the rest.
    public record Surroundings(
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks,
            SqlStore sql,
            InstantSource clock) {}

    public DeviceRegistrar(Surroundings around, DeviceProbe probe) {
        this.registry = around.registry();
        this.vault = around.vault();
        this.locks = around.locks();
        this.probe = probe;
        this.store = new RegistrationStore(around.sql());
        this.clock = around.clock();
    }

    /// Begins, and goes on as devices come and change.
    public void start() {
        writer.start();
        registry.onChange(_ -> look());
        timer.scheduleWithFixedDelay(this::look, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                this::lookAtOne, PATIENT_MILLIS, PATIENT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// The database is asked each time, as a change of an account takes the outcome with it.
    private synchronized void look() {
        outcomes = store.read();
        PointList list = registry.list();
        Set<String> unknown = withUnknownStreams(list);
        for (Device device : list.devices()) {
            if (unknown.contains(device.id()) && isWaiting(device)) {
                lookNow(device);
            }
        }
    }

    private void lookNow(Device device) {
        awaited.add(device.id());
        if (running.add(device.id())) {
            lookers.execute(() -> register(device));
        }
    }

    /// Ids of devices with a point whose path is not known.
    private static Set<String> withUnknownStreams(PointList list) {
        return list.points().stream()
                .flatMap(point -> point.feed().stream())
                .filter(feed -> feed.mainPath().isEmpty())
                .map(VideoPoint.Channel::device)
                .collect(Collectors.toSet());
    }

    /// One of those whose streams are known: only what it is is missing.
    private synchronized void lookAtOne() {
        registry.list().devices().stream()
                .filter(device -> isWaiting(device) && !running.contains(device.id()))
                .findFirst()
                .filter(device -> running.add(device.id()))
                .ifPresent(device -> lookers.execute(() -> register(device)));
    }

    private boolean isWaiting(Device device) {
        return device.onvifPort() > 0
                && Optional.ofNullable(outcomes.get(device.id())).map(this::isDue).orElse(true);
    }

    private boolean isDue(RegistrationOutcome outcome) {
        return switch (outcome.problem()) {
            case REFUSED -> false;
            case NONE -> outcome.tried().plus(AFRESH_AFTER).isBefore(clock.instant());
            default -> outcome.tried().plus(AGAIN_AFTER).isBefore(clock.instant());
        };
    }

    private Optional<DeviceLock> lock(Device device) {
        return password(device).map(word -> locks.of(device.id(), device.user(), word));
    }

    private Optional<String> password(Device device) {
        try {
            return Optional.of(
                    device.sealedPassword().isEmpty()
                            ? ""
                            : vault.open(device.sealedPassword(), device.id()));
        } catch (VaultException e) {
            return Optional.empty();
        }
    }

    private void register(Device device) {
        turns.acquireUninterruptibly();
        try {
            results.add(result(device));
        } catch (RuntimeException e) {
            LOG.error("device={} could not be looked at", device.id(), e);
            done(device.id());
        } finally {
            turns.release();
        }
    }

    private void done(String device) {
        // In this order, so that none stays awaited which nobody looks at.
        running.remove(device);
        awaited.remove(device);
    }

    private Result result(Device device) {
        Optional<String> password = password(device);
        if (password.isEmpty()) {
            return new Result(
                    Optional.empty(),
                    outcome(device, ProbeStep.Name.SIGN_IN, Problem.NO_PASSWORD, ""));
        }
        ProbeTarget target =
                new ProbeTarget(
                        device.host(),
                        device.onvifPort(),
                        device.user(),
                        password.get(),
                        device.addresses());
        ProbeReport report =
                probe.probe(target, locks.of(device.id(), device.user(), password.get()));
        return new Result(learned(device, report), outcome(device, report));
    }

    private RegistrationOutcome outcome(
            Device device, ProbeStep.Name step, Problem problem, String detail) {
        return new RegistrationOutcome(device.id(), step, problem, detail, null, clock.instant());
    }

    private RegistrationOutcome outcome(Device device, ProbeReport report) {
        ProbeStep last = report.failure().orElseGet(() -> report.steps().getLast());
        boolean isMissing = report.isUsable() && !missing(device, report).isEmpty();
        return new RegistrationOutcome(
                device.id(),
                isMissing ? ProbeStep.Name.STREAM_URI : last.name(),
                isMissing ? Problem.NO_CHANNEL : report.isUsable() ? Problem.NONE : last.problem(),
                isMissing ? String.join(" ", missing(device, report)) : last.detail(),
                report.clock().map(told -> told.offset().toSeconds()).orElse(null),
                clock.instant());
    }

    /// Channels of points that the device does not have.
    private List<String> missing(Device device, ProbeReport report) {
        ChannelStreams streams = new ChannelStreams(report.profiles());
        return points(device).stream()
                .flatMap(point -> point.feed().stream())
                .filter(feed -> feed.mainPath().isEmpty() && streams.of(feed.name()).isEmpty())
                .map(VideoPoint.Channel::name)
                .toList();
    }

    private List<VideoPoint> points(Device device) {
        return registry.list().points().stream()
                .filter(point ->
                        point.feed().filter(feed -> feed.device().equals(device.id())).isPresent())
                .toList();
    }

    private Optional<LearnedDevice> learned(Device device, ProbeReport report) {
        ChannelStreams streams = new ChannelStreams(report.profiles());
        List<LearnedChannel> channels = new ArrayList<>();
        int port = 0;
        for (VideoPoint point : points(device)) {
            Optional<ChannelStreams.Pair> pair =
                    point.feed()
                            .filter(feed -> feed.mainPath().isEmpty())
                            .flatMap(feed -> streams.of(feed.name()));
            if (pair.isPresent()) {
                port = pair.get().port();
                channels.add(
                        new LearnedChannel(
                                point.code(), pair.get().mainPath(), pair.get().subPath()));
            }
        }
        int rtspPort = port;
        return report.device()
                .map(told -> new LearnedDevice(device.id(), rtspPort, inventory(told), channels));
    }

    private static Inventory inventory(DeviceInformation told) {
        return new Inventory(told.manufacturer(), told.model(), told.firmware(), told.serial());
    }

    /// Keeps what came in meanwhile with one write: each waits for the disk, and behind each all
    /// who keep the registry in memory read it anew.
    private void write() {
        List<Result> batch = new ArrayList<>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(results.take());
                gather(batch);
                keep(batch);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("what devices told could not be kept", e);
            } finally {
                batch.forEach(result -> done(result.outcome().device()));
                batch.clear();
            }
        }
    }

    /// What nobody waits for waits for more of its kind.
    private void gather(List<Result> batch) throws InterruptedException {
        long end = System.nanoTime() + TOGETHER_NANOS;
        results.drainTo(batch, MOST_IN_A_WRITE);
        while (batch.size() < MOST_IN_A_WRITE && batch.stream().noneMatch(this::isAwaited)) {
            Result next = results.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private boolean isAwaited(Result result) {
        return awaited.contains(result.outcome().device());
    }

    private void keep(List<Result> batch) {
        registry.learn(batch.stream().flatMap(result -> result.learned().stream()).toList());
        List<RegistrationOutcome> done = batch.stream().map(Result::outcome).toList();
        store.save(done);
        outcomes = store.read();
        for (RegistrationOutcome outcome : done) {
            LOG.atInfo()
                    .addKeyValue("device", outcome.device())
                    .addKeyValue("step", outcome.step())
                    .addKeyValue("problem", outcome.problem())
                    .log("device looked at");
        }
    }

    /// How it went with each device that was looked at since its address or account changed.
    public Collection<RegistrationOutcome> outcomes() {
        return List.copyOf(outcomes.values());
    }

    /// Devices whose clock is further off than people would forgive, in seconds ahead of ours, by
    /// their ids. Looked at once a day.
    public Map<String, Long> wrongClocks() {
        Map<String, Long> wrong = new LinkedHashMap<>();
        for (RegistrationOutcome outcome : outcomes.values()) {
            Long skew = outcome.skewSeconds();
            if (skew != null && Math.abs(skew) > MOST_SKEW_SECONDS) {
                wrong.put(outcome.device(), skew);
            }
        }
        return wrong;
    }

    /// How many devices whose streams are not known, or that somebody wants looked at, are not
    /// done.
    public int waiting() {
        PointList list = registry.list();
        Set<String> unknown = withUnknownStreams(list);
        return (int)
                list.devices().stream()
                        .filter(device ->
                                awaited.contains(device.id())
                                        || (unknown.contains(device.id()) && isWaiting(device)))
                        .count();
    }

    /// Has a device looked at once more, though it may have refused its account, as a person wants
    /// it.
    ///
    /// @return whether there is such a device
    public boolean again(String id) {
        Optional<Device> device = registry.list().device(id);
        device.flatMap(this::lock).ifPresent(DeviceLock::reopen);
        device.ifPresent(found -> {
            store.forget(id);
            look();
            lookNow(found);
        });
        return device.isPresent();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        lookers.shutdownNow();
        writer.interrupt();
    }
}
