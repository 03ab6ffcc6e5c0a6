package org.yuanjian.camera.snapshot;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.rtsp.client.RtspAccess;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspSource;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Plays a stream up to its first key frame and lets it go. Any thread that may wait.
public final class KeyFramePull {
    private final EventLoopGroup loops;
    private final SourceEnvironment environment;
    private final Duration patience;

    /// @param environment whose budget of dials is used
    /// @param patience how long a key frame is waited for
    public KeyFramePull(EventLoopGroup loops, SourceEnvironment environment, Duration patience) {
        this.loops = loops;
        this.environment = environment;
        this.patience = patience;
    }

    /// The next key frame of a stream.
    ///
    /// @param path of the stream at the device
    /// @param lock of the device; a refusal closes it
    /// @throws FrameException if none came
    public CodedFrame pull(StreamId id, CameraAccess camera, String path, DeviceLock lock)
            throws FrameException {
        RtspAddress address =
                new RtspAddress(
                        camera.address(),
                        camera.port(),
                        path,
                        camera.user(),
                        camera.password(),
                        RtspAddress.Transport.TCP);
        RtspAccess access = new RtspAccess(address, lock);
        RtspSource source = new RtspSource(id, () -> Optional.of(access), environment);
        EventLoop loop = loops.next();
        KeyFrameSink sink = new KeyFrameSink(source::requestKeyFrame);
        source.start(loop, sink);
        source.watched(true);
        try {
            return sink.frame().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw none("no key frame in " + patience.toSeconds() + " s");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FrameException why
                    ? why
                    : none(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw none("interrupted");
        } finally {
            source.stop();
            loop.execute(sink::close);
        }
    }

    private static FrameException none(String words) {
        return new FrameException(new StreamFault(StreamFault.Kind.NO_FRAMES, words));
    }
}
