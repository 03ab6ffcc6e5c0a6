package org.yuanjian.relay.rtsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadRoundsTest {
    private final EmbeddedChannel clockwork = new EmbeddedChannel();
    private final ReadRounds rounds;
    private int reads;

    ReadRoundsTest() {
        clockwork.freezeTime();
        rounds = new ReadRounds(clockwork.eventLoop());
    }

    private final class CountReads extends ChannelOutboundHandlerAdapter {
        @Override
        public void read(ChannelHandlerContext context) {
            reads++;
        }
    }

    private EmbeddedChannel connection() {
        EmbeddedChannel channel = new EmbeddedChannel(new CountReads());
        reads = 0;
        return channel;
    }

    private void pass(int millis) {
        clockwork.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        clockwork.runScheduledPendingTasks();
    }

    @Test
    void add_connection_isReadTenTimesASecond() {
        EmbeddedChannel channel = connection();
        rounds.add(channel);
        rounds.add(channel);
        pass(1_000);

        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(reads).isEqualTo(10);
    }

    @Test
    void add_many_areNotReadAllAtOnce() {
        for (int i = 0; i < 50; i++) {
            rounds.add(connection());
        }
        pass(4);
        assertThat(reads).isEqualTo(2);
        pass(96);
        assertThat(reads).isEqualTo(50);
    }

    @Test
    void remove_connection_isReadAtOnceAndByItself() {
        EmbeddedChannel channel = connection();
        rounds.add(channel);
        rounds.remove(channel);

        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(reads).isEqualTo(1);
        pass(1_000);
        assertThat(reads).isEqualTo(1);
    }

    @Test
    void close_lastConnection_nothingIsTimedAnyMore() {
        EmbeddedChannel channel = connection();
        rounds.add(channel);
        channel.close();
        pass(1_000);

        assertThat(reads).isZero();
        assertThat(clockwork.hasPendingTasks()).isFalse();
    }
}
