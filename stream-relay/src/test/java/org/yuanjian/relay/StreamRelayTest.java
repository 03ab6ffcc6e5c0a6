package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.StreamCatalog;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.StreamId;
import org.yuanjian.media.StreamSource;

class StreamRelayTest {
    private static final StreamId STREAM = new StreamId("p", "sub");
    private static final int PAUSE_SECONDS = 15;

    private final EmbeddedChannel clockwork = new EmbeddedChannel();
    private final EventLoop loop = clockwork.eventLoop();
    private final List<FakeSource> sources = new CopyOnWriteArrayList<>();
    private final StreamRelay relay = relay();

    private StreamRelay relay() {
        clockwork.freezeTime();
        return new StreamRelay(new Catalog(), loop, settings(PAUSE_SECONDS));
    }

    private static StreamRelay.Settings settings(int pauseSeconds) {
        return new StreamRelay.Settings(Duration.ofSeconds(pauseSeconds), 1000);
    }

    private final class Catalog implements StreamCatalog {
        @Override
        public Optional<StreamSource> open(StreamId id) {
            if (!id.equals(STREAM)) {
                return Optional.empty();
            }
            FakeSource source = new FakeSource();
            sources.add(source);
            return Optional.of(source);
        }

        @Override
        public List<StreamId> streams(String point) {
            return List.of(new StreamId("p", "main"), STREAM);
        }
    }

    @AfterEach
    void tearDown() {
        relay.close();
        run();
        clockwork.finishAndReleaseAll();
    }

    private void run() {
        clockwork.runPendingTasks();
    }

    private void pass(int seconds) {
        clockwork.advanceTimeBy(seconds, TimeUnit.SECONDS);
        clockwork.runScheduledPendingTasks();
        run();
    }

    private RecordingWriter joined() {
        RecordingWriter writer = new RecordingWriter(loop);
        relay.join(STREAM, writer);
        run();
        return writer;
    }

    @Test
    void join_twoWriters_shareOneSource() {
        RecordingWriter first = joined();
        RecordingWriter second = joined();
        sources.getFirst().receiver().onTracks(Bursts.TRACKS);
        sources.getFirst().burst(Bursts.key(1));

        assertThat(sources).hasSize(1);
        assertThat(first.heard()).containsExactly("tracks", "burst 1");
        assertThat(second.heard()).containsExactly("tracks", "burst 1");
    }

    @Test
    void join_warmStream_getsTracksThenTheGop() {
        joined();
        FakeSource source = sources.getFirst();
        source.receiver().onTracks(Bursts.TRACKS);
        source.burst(Bursts.keyBehind(4));
        source.burst(Bursts.plain(6));

        RecordingWriter late = joined();
        source.burst(Bursts.plain(7));

        assertThat(late.heard()).containsExactly("tracks", "gop 5 6", "burst 7");
    }

    @Test
    void join_lostStream_hearsTheFaultAlone() {
        joined();
        FakeSource source = sources.getFirst();
        source.receiver().onTracks(Bursts.TRACKS);
        source.receiver().onLost(new StreamFault(StreamFault.Kind.NO_FRAMES, ""));

        assertThat(joined().heard()).containsExactly("fault NO_FRAMES");
    }

    @Test
    void join_thenLeaveAtOnce_hearsNothingAfterwards() {
        joined();
        sources.getFirst().receiver().onLost(new StreamFault(StreamFault.Kind.NO_FRAMES, ""));
        RecordingWriter hasty = new RecordingWriter(loop);

        Subscription place = relay.join(STREAM, hasty);
        place.leave();
        place.leave();
        run();
        int heard = hasty.heard().size();
        sources.getFirst().receiver().onTracks(Bursts.TRACKS);
        run();

        assertThat(hasty.heard()).hasSize(heard);
    }

    @Test
    void join_unknownStream_hearsSo() {
        RecordingWriter writer = new RecordingWriter(loop);
        relay.join(new StreamId("p", "none"), writer).leave();
        run();

        assertThat(writer.heard()).containsExactly("fault UNKNOWN_STREAM");
        assertThat(relay.hubs()).isEmpty();
    }

    @Test
    void join_coldStream_hastensTheDial() {
        joined();
        joined();

        assertThat(sources.getFirst().hastened).hasValue(2);
    }

    @Test
    void joinAndLeave_severalWriters_sourceHearsOfTheFirstAndOfTheLast() {
        relay.keepOpen(STREAM);
        FakeSource source = sources.getFirst();
        assertThat(source.watched).isEmpty();

        Subscription first = relay.join(STREAM, new RecordingWriter(loop));
        Subscription second = relay.join(STREAM, new RecordingWriter(loop));
        first.leave();
        run();
        assertThat(source.watched).containsExactly(true);

        second.leave();
        run();
        assertThat(source.watched).containsExactly(true, false);
    }

    @Test
    void burst_sessionBeginsWithoutKeyFrame_asksForOne() {
        joined();
        FakeSource source = sources.getFirst();
        int before = source.keyFrameRequests.get();
        source.receiver().onTracks(Bursts.TRACKS);
        clockwork.advanceTimeBy(2, TimeUnit.SECONDS);

        source.burst(Bursts.plain(1));
        source.burst(Bursts.plain(2));

        // At most one a second for all viewers together; the join's own may have been the one.
        assertThat(source.keyFrameRequests.get()).isBetween(Math.max(1, before), before + 1);
    }

    @Test
    void leave_last_sourceIsLetGoAfterThePause() {
        Subscription place = relay.join(STREAM, new RecordingWriter(loop));
        run();
        place.leave();
        run();

        pass(PAUSE_SECONDS - 1);
        assertThat(sources.getFirst().stops).hasValue(0);
        pass(1);

        assertThat(sources.getFirst().stops).hasValue(1);
        assertThat(relay.hubs()).isEmpty();
    }

    @Test
    void leave_joinedInBetween_pauseCountsFromTheLastLeave() {
        relay.join(STREAM, new RecordingWriter(loop)).leave();
        run();
        pass(10);
        relay.join(STREAM, new RecordingWriter(loop)).leave();
        run();

        pass(10);
        assertThat(sources.getFirst().stops).hasValue(0);
        pass(5);

        assertThat(sources.getFirst().stops).hasValue(1);
        assertThat(sources).hasSize(1);
    }

    @Test
    void join_afterTheHubClosed_opensANewOne() {
        relay.join(STREAM, new RecordingWriter(loop)).leave();
        run();
        pass(PAUSE_SECONDS);

        joined();

        assertThat(sources).hasSize(2);
        assertThat(sources.getLast().starts).hasValue(1);
    }

    @Test
    void reopen_viewerWaits_sourceLooksAgainAndHurries() {
        joined();
        FakeSource source = sources.getFirst();
        int hastened = source.hastened.get();

        relay.reopen(STREAM);
        run();

        assertThat(source.reopened).hasValue(1);
        assertThat(source.hastened).hasValue(hastened + 1);
        assertThat(sources).hasSize(1);
    }

    @Test
    void reopen_nobodyWatches_sourceLooksAgainInItsTurn() {
        relay.keepOpen(STREAM);
        run();

        relay.reopen(STREAM);
        run();

        assertThat(sources.getFirst().reopened).hasValue(1);
        assertThat(sources.getFirst().hastened).hasValue(0);
    }

    @Test
    void reopen_notOpen_opensNothing() {
        relay.reopen(STREAM);
        run();

        assertThat(sources).isEmpty();
    }

    @Test
    void keepOpen_nobodyWatches_sourceStays() {
        relay.keepOpen(STREAM);
        relay.keepOpen(STREAM);
        relay.join(STREAM, new RecordingWriter(loop)).leave();
        run();

        pass(10 * PAUSE_SECONDS);

        assertThat(sources).hasSize(1);
        assertThat(sources.getFirst().stops).hasValue(0);
    }

    @Test
    void close_writersThere_areToldAndTheSourceStops() {
        RecordingWriter writer = joined();

        relay.close();
        run();

        assertThat(writer.heard()).containsExactly("fault ENDED");
        assertThat(sources.getFirst().stops).hasValue(1);
    }

    @Test
    void writer_throws_isTakenOffAndCostsTheOthersNothing() {
        RecordingWriter before = joined();
        RecordingWriter bad = joined().throwing();
        RecordingWriter after = joined();
        FakeSource source = sources.getFirst();

        source.burst(Bursts.key(1));
        source.burst(Bursts.plain(2));

        assertThat(before.heard()).containsExactly("burst 1", "burst 2");
        assertThat(after.heard()).containsExactly("burst 1", "burst 2");
        assertThat(bad.heard()).containsExactly("expelled");
    }

    @Test
    void alternatives_ofOneStream_areTheOthersOfThePoint() {
        assertThat(relay.alternatives(STREAM)).containsExactly(new StreamId("p", "main"));
    }

    @Test
    void join_manyThreadsComeAndGo_everyHubOpenedIsClosed() throws Exception {
        EventLoopGroup loops = NettyTransport.NIO.group(2, "test-hub");
        StreamRelay busy = new StreamRelay(new Catalog(), loops, settings(0));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> comeAndGo(busy, loops)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        busy.close();
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();

        assertThat(busy.hubs()).isEmpty();
        assertThat(sources).allMatch(source -> source.starts.get() == 1);
        assertThat(sources).allMatch(source -> source.stops.get() == 1);
    }

    private static void comeAndGo(StreamRelay relay, EventLoopGroup loops) {
        for (int i = 0; i < 500; i++) {
            Subscription place = relay.join(STREAM, new RecordingWriter(loops.next()));
            if (ThreadLocalRandom.current().nextBoolean()) {
                Thread.onSpinWait();
            }
            place.leave();
        }
    }
}
