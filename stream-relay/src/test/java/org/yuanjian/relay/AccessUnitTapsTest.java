package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamId;

/// One tap per stream, from its first sink to its last.
class AccessUnitTapsTest {
    private final EventLoopGroup loops = NettyTransport.best().group(2, "test");
    private final ClipCamera camera = new ClipCamera("plain.h264", true);
    private final StreamRelay relay =
            new StreamRelay(
                    camera, loops, new StreamRelay.Settings(Duration.ofMillis(50), 4 << 20));
    private final AccessUnitTaps taps = new AccessUnitTaps(relay, loops);

    @AfterEach
    void stop() {
        relay.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void join_firstSink_hearsTracksThenStartsWithAKeyFrame() throws Exception {
        RecordingUnits sink = new RecordingUnits();
        Subscription place = taps.join(ClipCamera.STREAM, sink);

        assertThat(sink.next()).isEqualTo("tracks [H264, PCMA]");
        assertThat(sink.next()).isEqualTo("key 0");
        assertThat(sink.next("unit 1")).isEqualTo("unit 1");
        place.leave();
        place.leave();
        assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(taps.size()).isZero();
    }

    @Test
    void join_secondSink_sharesTheTapAndStartsWithTheNextKeyFrame() throws Exception {
        RecordingUnits first = new RecordingUnits();
        RecordingUnits second = new RecordingUnits();
        Subscription one = taps.join(ClipCamera.STREAM, first);
        first.next("unit 0");
        TapSubscription two = taps.join(ClipCamera.STREAM, second);

        assertThat(second.next()).isEqualTo("tracks [H264, PCMA]");
        assertThat(second.next()).isEqualTo("key 0");
        assertThat(camera.playing()).isEqualTo(1);
        one.leave();
        assertThat(second.next("key 0")).isEqualTo("key 0");
        two.leave();
        assertThat(camera.silent().get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void join_unknownStream_hearsTheFault() throws Exception {
        RecordingUnits sink = new RecordingUnits();
        Subscription place = taps.join(new StreamId("nowhere", "main"), sink);

        assertThat(sink.next()).isEqualTo("fault UNKNOWN_STREAM");
        place.leave();
        assertThat(taps.size()).isZero();
    }
}
