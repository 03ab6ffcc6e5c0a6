package org.yuanjian.camera;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yuanjian.camera.credential.CredentialVault;
import org.yuanjian.camera.credential.VaultException;
import org.yuanjian.camera.onvif.MediaProfile;
import org.yuanjian.camera.onvif.MediaService;
import org.yuanjian.camera.onvif.OnvifClient;
import org.yuanjian.camera.onvif.OnvifException;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.camera.registry.VideoPoint.Channel;
import org.yuanjian.media.StreamId;

/// Asks cameras that are known by their ONVIF port for key frames (SetSynchronizationPoint), as
/// many of them overlook the PLI. Nobody waits for it and nothing follows from a failure, but for a
/// refused account, which closes the device's lock. Any thread.
public final class SynchronizationPoints {
    private static final Logger LOG = LoggerFactory.getLogger(SynchronizationPoints.class);
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int AT_ONCE = 16;

    private final Surroundings around;
    private final Map<StreamId, Asking> streams = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Executor workers;

    /// What is needed of the rest.
    public record Surroundings(
            PointRegistry registry,
            CredentialVault vault,
            DeviceLocks locks,
            OnvifClient onvif,
            LongSupplier nanoTime) {}

    public SynchronizationPoints(Surroundings around) {
        this(around, Thread::startVirtualThread);
    }

    /// @param workers threads that may wait
    SynchronizationPoints(Surroundings around, Executor workers) {
        this.around = around;
        this.workers = workers;
    }

    /// Asks for a key frame of a stream, unless it was asked for within the last two seconds or is
    /// being asked for, or many others are. Does not wait.
    public void request(StreamId stream) {
        Asking asking = streams.computeIfAbsent(stream, Asking::new);
        if (asking.begins()) {
            workers.execute(asking::run);
        }
    }

    /// How the camera of a stream is asked.
    ///
    /// @param device as it was registered when this was found
    /// @param profile token of the stream's profile; empty where it is not to be asked
    private record Way(Device device, Channel feed, MediaService media, String profile) {
        boolean isFor(Device other, Channel channel) {
            return device.equals(other) && feed.equals(channel);
        }

        Way closed() {
            return new Way(device, feed, media, "");
        }
    }

    /// One stream; one thread at a time.
    private final class Asking {
        private final StreamId stream;
        private final AtomicBoolean isUnderWay = new AtomicBoolean();
        private volatile long askedNanos = around.nanoTime().getAsLong() - REST_NANOS;
        private @Nullable Way way;

        Asking(StreamId stream) {
            this.stream = stream;
        }

        boolean begins() {
            long now = around.nanoTime().getAsLong();
            if (now - askedNanos < REST_NANOS || !isUnderWay.compareAndSet(false, true)) {
                return false;
            }
            if (!turns.tryAcquire()) {
                isUnderWay.set(false);
                return false;
            }
            askedNanos = now;
            return true;
        }

        void run() {
            try {
                PointList list = around.registry().list();
                Optional<Channel> feed = list.point(stream.point()).flatMap(VideoPoint::feed);
                Optional<Device> device =
                        feed.flatMap(found -> list.device(found.device()))
                                .filter(found -> found.onvifPort() > 0);
                if (device.isPresent()) {
                    ask(device.get(), feed.orElseThrow());
                } else if (feed.isEmpty()) {
                    streams.remove(stream, this);
                }
            } catch (VaultException e) {
                LOG.debug("stream={} cannot be asked for a key frame", stream, e);
            } finally {
                turns.release();
                isUnderWay.set(false);
            }
        }

        private void ask(Device device, Channel feed) throws VaultException {
            String sealed = device.sealedPassword();
            String password = sealed.isEmpty() ? "" : around.vault().open(sealed, device.id());
            DeviceLock lock = around.locks().of(device.id(), device.user(), password);
            if (lock.isRefused()) {
                return;
            }
            try {
                boolean isNew = way == null || !way.isFor(device, feed);
                if (isNew) {
                    way = find(stream, device, feed, password);
                }
                request(isNew);
            } catch (OnvifException e) {
                LOG.debug("stream={} key frame not asked for", stream, e);
                if (e.kind() == OnvifException.Kind.REFUSED) {
                    lock.refuse(e.words());
                }
            }
        }

        /// An account that was taken a moment ago and is refused now is a good one that may not do
        /// this, as the default access policy of ONVIF Core has it for users: the streams go on.
        private void request(boolean isNew) throws OnvifException {
            Way open = way;
            if (open == null || open.profile().isEmpty()) {
                return;
            }
            try {
                open.media().requestKeyFrame(open.profile());
            } catch (OnvifException e) {
                if (!isNew || e.kind() != OnvifException.Kind.REFUSED) {
                    throw e;
                }
                LOG.debug("stream={} key frames may not be asked for", stream, e);
                way = open.closed();
            }
        }
    }

    /// The profile whose stream has the path that is registered.
    private Way find(StreamId stream, Device device, Channel feed, String password)
            throws OnvifException {
        MediaService media = around.onvif().device(device.onvifTarget(password)).media();
        String path = stream.name().equals(StreamId.SUB) ? feed.subPath() : feed.mainPath();
        for (MediaProfile profile : ofChannel(media.profiles(), feed.name())) {
            if (Channel.pathOf(media.streamUri(profile.token())).equals(path)) {
                return new Way(device, feed, media, profile.token());
            }
        }
        return new Way(device, feed, media, "");
    }

    /// All of them where the device calls the channel otherwise.
    private static List<MediaProfile> ofChannel(List<MediaProfile> profiles, String channel) {
        List<MediaProfile> its =
                profiles.stream().filter(it -> it.sourceToken().equals(channel)).toList();
        return its.isEmpty() ? profiles : its;
    }
}
