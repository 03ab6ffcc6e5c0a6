package org.yuanjian.camera;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.rtsp.client.RtspAccess;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspSource;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Pulls cameras by RTSP.
public final class RtspSources implements SourceFactory {
    private final SourceEnvironment environment;
    private final Consumer<StreamId> onKeyFrameRequest;

    /// @param onKeyFrameRequest asks for a key frame of a stream where a PLI brings none; must not
    ///   block
    public RtspSources(SourceEnvironment environment, Consumer<StreamId> onKeyFrameRequest) {
        this.environment = environment;
        this.onKeyFrameRequest = onKeyFrameRequest;
    }

    @Override
    public StreamSource source(StreamId id, Supplier<Optional<StreamAccess>> access) {
        return new RtspSource(
                id,
                () -> access.get().map(RtspSources::rtsp),
                environment,
                () -> onKeyFrameRequest.accept(id));
    }

    private static RtspAccess rtsp(StreamAccess access) {
        CameraAccess camera = access.camera();
        RtspAddress.Transport transport =
                switch (camera.transport()) {
                    case TCP -> RtspAddress.Transport.TCP;
                    case UDP -> RtspAddress.Transport.UDP;
                };
        RtspAddress address =
                new RtspAddress(
                        camera.address(),
                        camera.port(),
                        access.path(),
                        camera.user(),
                        camera.password(),
                        transport);
        return new RtspAccess(address, access.lock());
    }
}
