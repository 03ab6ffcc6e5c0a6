package org.yuanjian.camera.registration;

import io.netty.channel.EventLoopGroup;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.rtsp.client.RtspAccess;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspSource;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Plays a stream up to its first key frame and lets it go: what a device tells about a stream is
/// true when a picture has come. Any thread that may wait.
public final class KeyFrameProbe {
    private static final StreamId STREAM = new StreamId("probe", StreamId.MAIN);

    private final EventLoopGroup loops;
    private final SourceEnvironment environment;
    private final Duration patience;

    /// @param patience how long a key frame is waited for
    public KeyFrameProbe(EventLoopGroup loops, SourceEnvironment environment, Duration patience) {
        this.loops = loops;
        this.environment = environment;
        this.patience = patience;
    }

    /// How a stream was found.
    ///
    /// @param tracks codecs of its tracks; empty if none came
    /// @param fault what was in the way; empty if a key frame came
    public record Outcome(String tracks, Optional<StreamFault> fault) {}

    /// @param lock of the device; a refusal closes it
    Outcome play(URI stream, ProbeTarget device, DeviceLock lock) {
        RtspAccess access;
        try {
            access = new RtspAccess(address(stream, device), lock);
        } catch (IllegalArgumentException e) {
            String words = String.valueOf(e.getMessage());
            return new Outcome("", Optional.of(new StreamFault(StreamFault.Kind.PROTOCOL, words)));
        }
        return play(new RtspSource(STREAM, () -> Optional.of(access), environment));
    }

    private Outcome play(StreamSource source) {
        FirstKeyFrame first = new FirstKeyFrame();
        source.start(loops.next(), first);
        source.watched(true);
        try {
            Optional<StreamFault> fault =
                    first.done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome(first.tracks, fault);
        } catch (TimeoutException e) {
            return new Outcome(first.tracks, Optional.of(none("no key frame in " + patience)));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(first.tracks, Optional.of(none("interrupted")));
        } finally {
            source.stop();
        }
    }

    private static StreamFault none(String detail) {
        return new StreamFault(StreamFault.Kind.NO_FRAMES, detail);
    }

    private static RtspAddress address(URI stream, ProbeTarget device) {
        return new RtspAddress(
                        device.host(),
                        device.port(),
                        "/",
                        device.user(),
                        device.password(),
                        RtspAddress.Transport.TCP)
                .at(stream);
    }

    /// Completes with the first key frame, or with the first fault.
    private static final class FirstKeyFrame implements StreamSource.Receiver {
        private final CompletableFuture<Optional<StreamFault>> done = new CompletableFuture<>();
        private volatile String tracks = "";

        @Override
        public void onTracks(List<TrackFormat> formats) {
            tracks =
                    formats.stream()
                            .map(format -> format.codec().encodingName())
                            .collect(Collectors.joining(" "));
        }

        @Override
        public void onBurst(RtpBurst burst) {
            if (burst.startsKeyFrame()) {
                done.complete(Optional.empty());
            }
        }

        @Override
        public void onLost(StreamFault fault) {
            done.complete(Optional.of(fault));
        }
    }
}
