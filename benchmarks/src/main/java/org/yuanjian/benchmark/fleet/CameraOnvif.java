package org.yuanjian.benchmark.fleet;

import java.util.List;
import java.util.Optional;
import org.yuanjian.benchmark.fleet.media.LoopKey;
import org.yuanjian.benchmark.fleet.media.PictureSize;
import org.yuanjian.benchmark.fleet.onvif.OnvifCamera;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect.SignIn;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect.Told;
import org.yuanjian.benchmark.fleet.onvif.OnvifEvents;
import org.yuanjian.benchmark.fleet.onvif.OnvifHead;

/// The ONVIF side of a camera or a recorder.
///
/// @param nonce of challenges by HTTP, for as long as the fleet runs
record CameraOnvif(SimulatedHost host, SnapshotLibrary pictures, String nonce)
        implements OnvifCamera {
    @Override
    public int number() {
        return camera().number();
    }

    @Override
    public String address() {
        return camera().address();
    }

    @Override
    public OnvifDialect dialect() {
        OnvifDialect dialect = OnvifDialect.of(camera().number());
        for (Fault fault : camera().faults()) {
            dialect = with(dialect, fault);
        }
        return dialect;
    }

    private static OnvifDialect with(OnvifDialect dialect, Fault fault) {
        return switch (fault) {
            case LOCAL_CLOCK -> dialect.withLocalClock();
            case LOOPBACK_ADDRESS -> dialect.telling(Told.LOOPBACK);
            case PRIVATE_ADDRESS -> dialect.telling(Told.PRIVATE);
            case WRONG_PORT -> dialect.telling(Told.WRONG_PORT);
            case NO_SERVICES -> dialect.withoutServices();
            case HALF_MEDIA2 -> dialect.withHalfMedia2();
            case OLD_SOAP -> dialect.old();
            case TOKENS_ONLY -> dialect.signedInBy(SignIn.TOKEN);
            case HTTP_ONLY -> dialect.signedInBy(SignIn.HTTP);
            case UNDECLARED_PREFIXES -> dialect.withUndeclared();
            case NO_SNAPSHOTS -> dialect.withoutSnapshots();
            default -> dialect;
        };
    }

    @Override
    public boolean isEmpty() {
        return camera().has(Fault.EMPTY_ANSWERS);
    }

    @Override
    public String user() {
        return camera().credentials().user();
    }

    @Override
    public String password() {
        return camera().credentials().password();
    }

    @Override
    public List<String> challenges() {
        return camera().login(nonce).challenges(false);
    }

    @Override
    public boolean accepts(String method, String authorization) {
        return camera().login(nonce).check(method, authorization) == CameraLogin.Verdict.WELCOME;
    }

    @Override
    public Optional<OnvifHead> head() {
        return camera().head().map(head -> head);
    }

    @Override
    public OnvifEvents events() {
        return camera().events();
    }

    private SimulatedCamera camera() {
        return host.first();
    }

    @Override
    public List<Channel> channels() {
        return host.cameras().stream().map(this::channel).toList();
    }

    private Channel channel(SimulatedCamera camera) {
        return new Channel(
                camera.channel() == 0 ? "" : "c" + camera.channel() + "_",
                stream(camera, false),
                stream(camera, true),
                camera::beginKeyFrame,
                dialect().snapshot()
                        ? Optional.of(() -> pictures.picture(camera.loopKey(true)))
                        : Optional.empty());
    }

    private static Stream stream(SimulatedCamera camera, boolean sub) {
        LoopKey key = camera.loopKey(sub);
        PictureSize size = key.size();
        boolean isH265 = camera.profile().coding(sub) == LoopKey.Coding.H265;
        return new Stream(
                isH265 ? "H265" : "H264",
                size.width(),
                size.height(),
                size.framesPerSecond(),
                size.kilobitsPerSecond(),
                camera.path(sub));
    }

    @Override
    public boolean isSilent() {
        return camera().has(Fault.OFF);
    }

    @Override
    public boolean isRefusing() {
        return camera().has(Fault.REFUSE);
    }

    @Override
    public long delayMillis() {
        return camera().delayMillis();
    }
}
