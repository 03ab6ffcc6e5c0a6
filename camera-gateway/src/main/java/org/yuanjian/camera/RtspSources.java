package org.yuanjian.camera;

import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspSource;
import org.yuanjian.relay.rtsp.client.SourceEnvironment;

/// Pulls cameras by RTSP.
public final class RtspSources implements SourceFactory {
    private final SourceEnvironment environment;

    public RtspSources(SourceEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public StreamSource source(StreamId id, CameraAccess access, String path, DeviceLock lock) {
        RtspAddress.Transport transport =
                switch (access.transport()) {
                    case TCP -> RtspAddress.Transport.TCP;
                    case UDP -> RtspAddress.Transport.UDP;
                };
        RtspAddress address =
                new RtspAddress(
                        access.address(),
                        access.port(),
                        path,
                        access.user(),
                        access.password(),
                        transport);
        return new RtspSource(id, address, lock, environment);
    }
}
