package org.yuanjian.camera.ptz;

import java.time.Instant;
import java.time.InstantSource;
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
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.DeviceLocks;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifDevice;
import org.yuanjian.camera.onvif.OnvifException;
import org.yuanjian.camera.onvif.OnvifService;
import org.yuanjian.camera.onvif.PtzPreset;
import org.yuanjian.camera.onvif.PtzVector;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.camera.store.SqlStore;

/// Moves cameras. A camera belongs to who moved it last for half a minute, unless somebody of
/// higher priority comes; a movement must be asked for again and again, and stops when it is not; a
/// camera that was left aside returns to its home view. What is done is kept with person and
/// reason. Any thread that may wait.
public final class PtzController implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PtzController.class);
    private static final long WATCH_MILLIS = 25;
    private static final long HOME_SECONDS = 5;

    private final Surroundings around;
    private final PtzStore store;
    private final PtzSession.Surroundings sessionAround;
    private final Map<String, Open> sessions = new ConcurrentHashMap<>();
    private final Set<PtzSession> stopping = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<PtzCommand> unsaved = new LinkedBlockingQueue<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("ptz").factory());

    /// A session and the device it was opened with.
    private record Open(Device device, PtzSession session) {
        boolean isFor(Device now) {
            return device.id().equals(now.id())
                    && device.onvifPort() == now.onvifPort()
                    && device.user().equals(now.user())
                    && device.sealedPassword().equals(now.sealedPassword());
        }
    }

    /// What the controller needs of the rest.
    public record Surroundings(
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks,
            SqlStore sql,
            OnvifClient onvif,
            InstantSource clock) {}

    /// How a camera is.
    ///
    /// @param holder who moves it; empty if nobody does
    /// @param until when it is free again
    public record Status(List<PtzPreset> presets, String holder, Optional<Instant> until) {}

    public PtzController(PtzSettings settings, Surroundings around) {
        this.around = around;
        this.store = new PtzStore(around.sql(), around.clock());
        this.sessionAround =
                new PtzSession.Surroundings(
                        settings, around.clock(), System::nanoTime, unsaved::add);
    }

    /// Begins to watch over what moves.
    public void start() {
        timer.scheduleWithFixedDelay(
                this::stopForgotten, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(
                this::returnHome, HOME_SECONDS, HOME_SECONDS, TimeUnit.SECONDS);
        workers.execute(this::save);
    }

    private void stopForgotten() {
        for (Open open : sessions.values()) {
            PtzSession session = open.session();
            if (session.isForgotten() && stopping.add(session)) {
                workers.execute(() -> {
                    try {
                        session.stopForgotten();
                    } catch (PtzException e) {
                        LOG.warn("a camera could not be stopped: {}", e.getMessage());
                    } finally {
                        stopping.remove(session);
                    }
                });
            }
        }
    }

    private void returnHome() {
        sessions.forEach((point, open) -> {
            if (open.session().isOver()) {
                sessions.remove(point, open);
            } else {
                workers.execute(() -> returnHome(open.session()));
            }
        });
    }

    private static void returnHome(PtzSession session) {
        try {
            session.returnHome();
        } catch (PtzException e) {
            LOG.warn("a camera could not return home: {}", e.getMessage());
        }
    }

    private void save() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                store.add(unsaved.take());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("what was done to a camera could not be kept", e);
            }
        }
    }

    /// Moves at a speed until the dead man's time has passed; to go on, call again before.
    public void move(String point, PtzOperator operator, PtzVector speed) throws PtzException {
        session(point).move(operator, speed);
    }

    public void stop(String point, PtzOperator operator) throws PtzException {
        session(point).stop(operator);
    }

    public void goTo(String point, PtzOperator operator, String token) throws PtzException {
        session(point).goTo(operator, token);
    }

    /// Keeps the present view under a name.
    public PtzPreset keep(String point, PtzOperator operator, String name) throws PtzException {
        return session(point).keep(operator, name);
    }

    public void remove(String point, PtzOperator operator, String token) throws PtzException {
        session(point).remove(operator, token);
    }

    public void home(String point, PtzOperator operator) throws PtzException {
        session(point).home(operator);
    }

    public Status status(String point) throws PtzException {
        PtzSession session = session(point);
        Optional<PtzHold.Held> held = session.held();
        return new Status(
                session.presets(),
                held.map(hold -> hold.operator().person()).orElse(""),
                held.map(PtzHold.Held::until));
    }

    /// What was done to a camera, the newest first.
    public List<PtzCommand> commands(String point, Instant before, int most) {
        return store.last(point, before, most);
    }

    private PtzSession session(String point) throws PtzException {
        PointList list = around.registry().list();
        Channel feed =
                list.point(point)
                        .flatMap(found -> found.feed())
                        .orElseThrow(PtzController::unknown);
        Device device =
                list.device(feed.device())
                        .filter(found -> found.onvifPort() > 0)
                        .orElseThrow(PtzController::unknown);
        Open known = sessions.get(point);
        if (known != null && known.isFor(device)) {
            return known.session();
        }
        Open made = new Open(device, open(point, feed, device));
        return sessions.merge(point, made, (old, fresh) -> old.isFor(device) ? old : fresh)
                .session();
    }

    private PtzSession open(String point, Channel feed, Device device) throws PtzException {
        String password = password(device);
        DeviceLock lock = around.locks().of(device.id(), device.user(), password);
        if (lock.isRefused()) {
            throw new PtzException(PtzException.Kind.REFUSED, lock.words().orElse(""));
        }
        OnvifDevice onvif = around.onvif().device(device.onvifTarget(password));
        try {
            onvif.readClock();
            String profile = profile(onvif, feed.name());
            return new PtzSession(point, onvif.ptz(profile), lock, sessionAround);
        } catch (OnvifException e) {
            if (e.kind() == OnvifException.Kind.REFUSED) {
                lock.refuse(e.words());
            }
            throw PtzException.of(e);
        }
    }

    private static PtzException unknown() {
        return new PtzException(PtzException.Kind.UNKNOWN, "no device that could be moved");
    }

    private String password(Device device) throws PtzException {
        try {
            return device.sealedPassword().isEmpty()
                    ? ""
                    : around.vault().open(device.sealedPassword(), device.id());
        } catch (VaultException e) {
            throw new PtzException(PtzException.Kind.REFUSED, "the password cannot be opened");
        }
    }

    /// The first profile of the channel that can be moved.
    private static String profile(OnvifDevice device, String channel)
            throws OnvifException, PtzException {
        List<MediaProfile> movable =
                device.services().contains(OnvifService.PTZ)
                        ? device.media().profiles().stream().filter(MediaProfile::ptz).toList()
                        : List.of();
        return movable.stream()
                .filter(profile -> channel.isEmpty() || profile.sourceToken().equals(channel))
                .findFirst()
                .map(MediaProfile::token)
                .orElseThrow(() ->
                        new PtzException(PtzException.Kind.NOT_SUPPORTED, "it cannot be moved"));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
