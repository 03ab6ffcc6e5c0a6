package org.yuanjian.camera.health;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.CameraAccess;
import org.yuanjian.camera.DeviceLock;
import org.yuanjian.camera.health.PointCondition.Cause;
import org.yuanjian.media.rtsp.RtspException;
import org.yuanjian.relay.rtsp.client.RtspAccess;
import org.yuanjian.relay.rtsp.client.RtspAddress;
import org.yuanjian.relay.rtsp.client.RtspProbe;

/// Looks at points by RTSP: one DESCRIBE of the main stream.
final class RtspPointProbe implements PointProbe {
    private final RtspProbe rtsp;
    private final LongSupplier nanoTime;

    RtspPointProbe(RtspProbe rtsp, LongSupplier nanoTime) {
        this.rtsp = rtsp;
        this.nanoTime = nanoTime;
    }

    @Override
    public void probe(CameraAccess camera, DeviceLock lock, Consumer<ProbeResult> done) {
        RtspAddress address =
                new RtspAddress(
                        camera.address(),
                        camera.port(),
                        camera.mainPath(),
                        camera.user(),
                        camera.password(),
                        RtspAddress.Transport.TCP);
        long began = nanoTime.getAsLong();
        rtsp.describe(
                new RtspAccess(address, lock),
                why -> done.accept(result(why, Duration.ofNanos(nanoTime.getAsLong() - began))));
    }

    private static ProbeResult result(@Nullable RtspException why, Duration took) {
        if (why == null) {
            return new ProbeResult(Cause.NONE, "", took);
        }
        Cause cause =
                switch (why.kind()) {
                    case REFUSED -> Cause.REFUSED;
                    case UNREACHABLE -> Cause.NO_ANSWER;
                    case MALFORMED, TOO_LARGE, STATUS, DESCRIPTION -> Cause.NO_STREAM;
                };
        return new ProbeResult(cause, String.valueOf(why.getMessage()), took);
    }
}
