package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.media.BurstAssembler;
import org.yuanjian.media.RtpBurst;

class RecentBurstsTest {
    private static final int BURST_BYTES = 24;

    private final AtomicLong total = new AtomicLong();
    private final BurstAssembler camera = new BurstAssembler(UnpooledByteBufAllocator.DEFAULT);
    private final RecentBursts recent = recent(10, 1000, 1000);

    @AfterEach
    void tearDown() {
        recent.clear();
        camera.close();
        assertThat(total).hasValue(0);
    }

    private RecentBursts recent(int seconds, int bytes, int totalBytes) {
        return new RecentBursts(
                new StreamRelay.Recent(Duration.ofSeconds(seconds), bytes, totalBytes), total);
    }

    private void add(RecentBursts kept, int sequence, int second) {
        boolean key = sequence % 10 == 0;
        RtpBurst burst = key ? Bursts.key(sequence) : Bursts.plain(sequence);
        camera.begin(64);
        burst.forEach((channel, index, length) -> {
            int at = camera.append(channel, burst.frames(), index, length);
            if (key) {
                camera.keyFrameAt(at);
            }
        });
        burst.release();
        RtpBurst arrived = Objects.requireNonNull(camera.end(TimeUnit.SECONDS.toNanos(second)));
        kept.add(arrived);
        arrived.release();
    }

    /// Groups of two pictures, a second apart.
    private void fill(RecentBursts kept, int from, int to) {
        for (int second = from; second < to; second++) {
            add(kept, second / 2 * 10 + second % 2, second);
        }
    }

    private static List<Integer> sequences(RecentBursts kept, int second) {
        List<RtpBurst> bursts = kept.since(TimeUnit.SECONDS.toNanos(second));
        List<Integer> sequences = bursts.stream().map(Bursts::sequence).toList();
        bursts.forEach(RtpBurst::release);
        return sequences;
    }

    @Test
    void since_aMoment_beginsWithTheKeyFrameBefore() {
        fill(recent, 0, 8);

        assertThat(sequences(recent, 5)).containsExactly(20, 21, 30, 31);
        assertThat(sequences(recent, 4)).containsExactly(20, 21, 30, 31);
        assertThat(sequences(recent, 3)).containsExactly(10, 11, 20, 21, 30, 31);
    }

    @Test
    void since_beforeAllThatIsKept_givesAll() {
        add(recent, 1, 3);
        fill(recent, 4, 8);

        assertThat(sequences(recent, 1)).containsExactly(20, 21, 30, 31);
    }

    @Test
    void since_burst_tellsWhenItCame() {
        fill(recent, 0, 4);

        List<RtpBurst> bursts = recent.since(0);

        assertThat(bursts.stream().map(RtpBurst::arrivalNanos))
                .containsExactly(0L, 1_000_000_000L, 2_000_000_000L, 3_000_000_000L);
        bursts.forEach(RtpBurst::release);
    }

    @Test
    void add_longAfter_letsGoOfGroupsThatEndedBefore() {
        fill(recent, 0, 21);

        // At 20 s the group that began at 8 s has ended when the next began, at 10 s.
        assertThat(sequences(recent, 0).getFirst()).isEqualTo(50);
    }

    @Test
    void add_beyondTheBoundOfTheStream_letsTheOldestGroupGo() {
        RecentBursts small = recent(100, 5 * BURST_BYTES, 1000);
        fill(small, 0, 9);

        assertThat(sequences(small, 0)).containsExactly(20, 21, 30, 31, 40);
        assertThat(small.bytes()).isEqualTo(5 * BURST_BYTES).isEqualTo(total.get());
        small.clear();
    }

    @Test
    void add_groupAloneBeyondTheBound_keepsNothingUntilTheNextKeyFrame() {
        RecentBursts small = recent(100, 3 * BURST_BYTES, 1000);
        for (int sequence = 10; sequence < 16; sequence++) {
            add(small, sequence, sequence);
        }
        assertThat(small.isEmpty()).isTrue();

        add(small, 20, 20);
        assertThat(sequences(small, 0)).containsExactly(20);
        small.clear();
    }

    @Test
    void add_beyondTheBoundOfAll_costsWhoeverAdds() {
        RecentBursts first = recent(100, 1000, 10 * BURST_BYTES);
        RecentBursts second = recent(100, 1000, 10 * BURST_BYTES);
        fill(first, 0, 8);
        fill(second, 0, 8);

        assertThat(sequences(first, 0)).hasSize(8);
        assertThat(sequences(second, 0)).containsExactly(30, 31);
        assertThat(total).hasValue(10 * BURST_BYTES);
        fill(first, 8, 9);
        assertThat(total.get()).isLessThanOrEqualTo(10 * BURST_BYTES);
        first.clear();
        second.clear();
    }

    @Test
    void tracks_otherFormats_endWhatWasKept() {
        recent.tracks(Bursts.TRACKS);
        fill(recent, 0, 4);
        recent.tracks(List.copyOf(Bursts.TRACKS));
        assertThat(sequences(recent, 0)).hasSize(4);

        recent.tracks(List.of());
        assertThat(recent.isEmpty()).isTrue();
    }

    @Test
    void add_nothingIsToBeKept_keepsNothing() {
        RecentBursts none = recent(0, 1000, 1000);
        fill(none, 0, 4);

        assertThat(none.isEmpty()).isTrue();
    }
}
