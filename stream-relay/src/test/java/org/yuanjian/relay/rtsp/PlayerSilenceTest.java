package org.yuanjian.relay.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlayerSilenceTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final PlayerSilence silence = new PlayerSilence(channel);

    @BeforeEach
    void setUp() {
        channel.freezeTime();
        silence.allow(20);
    }

    private void pass(int seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void allow_nothingIsHeard_endsTheConnection() {
        pass(19);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void heard_inTime_countsAnew() {
        pass(19);
        silence.heard();
        pass(19);
        assertThat(channel.isOpen()).isTrue();
        pass(1);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void allow_forEver_neverEnds() {
        silence.allow(PlayerSilence.FOR_EVER);
        silence.heard();
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void end_always_leavesNoTimer() {
        silence.end();
        pass(3600);
        assertThat(channel.isOpen()).isTrue();
        assertThat(channel.hasPendingTasks()).isFalse();
    }
}
