package org.yuanjian.relay.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.AccessUnitTaps;
import org.yuanjian.relay.ClipCamera;
import org.yuanjian.relay.NettyTransport;
import org.yuanjian.relay.RecordingUnits;
import org.yuanjian.relay.StreamRelay;
import org.yuanjian.relay.Subscription;

/// A stream's AAC as Opus for several listeners, turned once.
class OpusTapsTest {
    private final EventLoopGroup loops = NettyTransport.best().group(2, "test");
    private final ClipCamera camera = ClipCamera.withAac("plain.h264");
    private final StreamRelay relay =
            new StreamRelay(
                    camera, loops, new StreamRelay.Settings(Duration.ofMillis(50), 4 << 20));
    private final TranscodeWorkers workers = new TranscodeWorkers(1);
    private final OpusTaps taps = new OpusTaps(new AccessUnitTaps(relay, loops), workers);

    @AfterEach
    void stop() {
        relay.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
        workers.close();
    }

    @Test
    void join_twoListeners_shareOneTranscoding() throws Exception {
        RecordingUnits first = new RecordingUnits();
        RecordingUnits second = new RecordingUnits();
        Subscription one = taps.join(ClipCamera.STREAM, first);
        assertThat(first.next()).isEqualTo("tracks [H264, OPUS]");
        assertThat(first.next()).isEqualTo("unit 1");
        Subscription two = taps.join(ClipCamera.STREAM, second);
        assertThat(second.next()).isEqualTo("tracks [H264, OPUS]");
        assertThat(second.next()).isEqualTo("unit 1");

        assertThat(taps.size()).isEqualTo(1);
        one.leave();
        assertThat(second.next()).isEqualTo("unit 1");
        two.leave();
        assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taps.size()).isZero();
    }
}
