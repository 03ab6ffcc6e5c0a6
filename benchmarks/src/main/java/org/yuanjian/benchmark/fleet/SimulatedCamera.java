package org.yuanjian.benchmark.fleet;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.yuanjian.benchmark.fleet.media.LoopKey;
import org.yuanjian.benchmark.fleet.media.LoopKey.Coding;
import org.yuanjian.benchmark.fleet.media.LoopLibrary;
import org.yuanjian.benchmark.fleet.media.PictureLoop;
import org.yuanjian.benchmark.fleet.media.PictureSize;
import org.yuanjian.benchmark.fleet.onvif.OnvifEvents;
import org.yuanjian.benchmark.fleet.scene.Look;
import org.yuanjian.benchmark.fleet.scene.Place;

/// One camera: what it is, what is wrong with it, who is connected. May be asked from any thread.
final class SimulatedCamera {
    private static final long SLOW_MILLIS = 2_000;

    private final int number;
    private final String address;
    private final FleetPoint point;
    private final CameraProfile profile;
    private final CameraCredentials credentials;
    private final LoopLibrary library;
    private final Set<CameraConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger boots = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();
    private final Map<Fault, Integer> beginnings = new EnumMap<>(Fault.class);
    private final Optional<PtzHead> head;
    private final OnvifEvents events;
    private volatile Set<Fault> faults = Set.of();

    final LongAdder dials = new LongAdder();
    final LongAdder socketFull = new LongAdder();
    final LongAdder droppedPictures = new LongAdder();
    final LongAdder keyFrameRequests = new LongAdder();
    final AtomicInteger playing = new AtomicInteger();

    SimulatedCamera(
            int number,
            FleetPoint point,
            CameraProfile profile,
            CameraCredentials credentials,
            LoopLibrary library) {
        this.number = number;
        this.address = FleetAddress.of(Recorder.first(number));
        this.point = point;
        this.profile = profile;
        this.credentials = credentials;
        this.library = library;
        this.events = new OnvifEvents(number, boots::get, () -> has(Fault.COVERED));
        this.head =
                isMovable(number, point.place())
                        ? Optional.of(new PtzHead(System::nanoTime, changes::incrementAndGet))
                        : Optional.empty();
    }

    /// Every fourth camera that looks at a gate or a car park, if it hangs on no recorder.
    static boolean isMovable(int number, Place place) {
        return number % 4 == 1
                && Recorder.channel(number) == 0
                && (place == Place.GATE || place == Place.CARPARK);
    }

    /// What it notices.
    OnvifEvents events() {
        return events;
    }

    /// What moves its picture; empty if nothing does.
    Optional<PtzHead> head() {
        return head;
    }

    int number() {
        return number;
    }

    /// Its loopback address in dotted form, or that of the recorder it hangs on.
    String address() {
        return address;
    }

    FleetPoint point() {
        return point;
    }

    CameraProfile profile() {
        return profile;
    }

    /// Which channel of a recorder it is, from 1; 0 if it stands alone.
    int channel() {
        return Recorder.channel(number);
    }

    /// The path of a stream, as it stands in its URL.
    String path(boolean sub) {
        return channel() == 0
                ? profile.paths().of(sub)
                : "/channels/%d0%d".formatted(channel(), sub ? 2 : 1);
    }

    /// Whether a URL means the sub stream; empty if it means none.
    Optional<Boolean> stream(String uri) {
        if (uri.contains(path(true))) {
            return Optional.of(true);
        }
        return uri.contains(path(false)) ? Optional.of(false) : Optional.empty();
    }

    /// What the list says; under [Fault#PASSWORD] the camera takes others.
    CameraCredentials listedCredentials() {
        return credentials;
    }

    CameraCredentials credentials() {
        return has(Fault.PASSWORD)
                ? new CameraCredentials(credentials.user(), credentials.password() + "~")
                : credentials;
    }

    /// What it asks for at present, and takes.
    CameraLogin login(String nonce) {
        return new CameraLogin(profile.login(), credentials(), nonce);
    }

    /// How late its answers come.
    long delayMillis() {
        return has(Fault.SLOW) ? SLOW_MILLIS : 0;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    Set<Fault> faults() {
        return faults;
    }

    /// Whether this connection is the one that [Fault#STUMBLE] resets.
    boolean stumbles() {
        boolean does = has(Fault.STUMBLE);
        if (does) {
            end(Fault.STUMBLE);
        }
        return does;
    }

    /// How often its faults have changed.
    int changes() {
        return changes.get();
    }

    /// How often the camera started anew by [Fault#REBOOT].
    int boots() {
        return boots.get();
    }

    /// Begins a fault.
    ///
    /// @return number of this beginning, for [#end(Fault, int)]
    synchronized int begin(Fault fault) {
        int beginning = beginnings.merge(fault, 1, Integer::sum);
        if (fault == Fault.REBOOT) {
            boots.incrementAndGet();
            return beginning;
        }
        EnumSet<Fault> more = EnumSet.of(fault);
        more.addAll(faults);
        fault.look()
                .ifPresent(_ -> more.removeIf(other -> other != fault && other.look().isPresent()));
        change(more);
        return beginning;
    }

    /// Ends a fault unless it was begun again since.
    synchronized void end(Fault fault, int beginning) {
        if (beginnings.getOrDefault(fault, 0) == beginning) {
            end(fault);
        }
    }

    synchronized void end(Fault fault) {
        EnumSet<Fault> fewer = EnumSet.noneOf(Fault.class);
        fewer.addAll(faults);
        fewer.remove(fault);
        change(fewer);
    }

    private void change(EnumSet<Fault> now) {
        boolean wasOff = has(Fault.OFF);
        faults = Collections.unmodifiableSet(now);
        changes.incrementAndGet();
        boolean cut = has(Fault.REFUSE) || (wasOff && !has(Fault.OFF));
        connections.forEach(connection -> connection.faultsChanged(cut));
    }

    void opened(CameraConnection connection) {
        connections.add(connection);
        dials.increment();
    }

    void closed(CameraConnection connection) {
        connections.remove(connection);
    }

    /// Whoever plays the stream gets a key frame.
    void beginKeyFrame(boolean sub) {
        connections.forEach(connection -> connection.beginKeyFrame(sub));
    }

    int connections() {
        return connections.size();
    }

    /// The loop one of its streams plays at present.
    CompletableFuture<PictureLoop> loop(boolean sub) {
        return library.loop(loopKey(sub), profile.aggregates());
    }

    /// Which loop one of its streams plays at present, by its faults.
    LoopKey loopKey(boolean sub) {
        Look look =
                faults.stream()
                        .flatMap(fault -> fault.look().stream())
                        .findFirst()
                        .orElseGet(() -> head.map(PtzHead::view).orElse(Look.CLEAR));
        boolean small = sub != has(Fault.SIZE);
        Coding coding = profile.coding(sub);
        // Only clear main pictures were made with B-frames.
        if (coding == Coding.H264_B_FRAMES && (small || look != Look.CLEAR)) {
            coding = Coding.H264;
        }
        return new LoopKey(point.place(), look, PictureSize.of(small), coding);
    }
}
