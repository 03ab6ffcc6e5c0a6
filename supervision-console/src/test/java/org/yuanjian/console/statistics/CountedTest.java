package org.yuanjian.console.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.yuanjian.relay.SettableClock;

@Timeout(30)
class CountedTest {
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock();
    private final AtomicInteger count = new AtomicInteger();

    private Counted<String, Integer> counted() {
        return new Counted<>(2, clock, _ -> FRESH, _ -> count.incrementAndGet());
    }

    @Test
    void of_freshOne_isNotCountedAgain() {
        Counted<String, Integer> counted = counted();
        assertThat(counted.of("a")).isOne();

        clock.advance(FRESH);

        assertThat(counted.of("a")).isOne();
    }

    @Test
    void of_manyAtOnce_countsOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Integer> end = new CompletableFuture<>();
        Counted<String, Integer> counted =
                new Counted<>(
                        2,
                        clock,
                        _ -> FRESH,
                        _ -> {
                            count.incrementAndGet();
                            begun.countDown();
                            return end.join();
                        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> all =
                    Stream.generate(() -> threads.submit(() -> counted.of("a"))).limit(8).toList();
            begun.await();
            end.complete(7);

            for (Future<Integer> one : all) {
                assertThat(one.get()).isEqualTo(7);
            }
        }
        assertThat(count).hasValue(1);
    }

    @Test
    void of_staleOne_isGivenAwayAndCountedAnew() throws Exception {
        LinkedBlockingQueue<Integer> counts = new LinkedBlockingQueue<>();
        Counted<String, Integer> counted =
                new Counted<>(
                        2,
                        clock,
                        _ -> FRESH,
                        _ -> {
                            counts.add(count.incrementAndGet());
                            return count.get();
                        });
        counted.of("a");
        clock.advance(FRESH.plusSeconds(1));

        assertThat(counted.of("a")).isOne();
        counts.take();
        assertThat(counts.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void of_oldOne_isCountedBeforeItIsGivenAway() {
        Counted<String, Integer> counted = counted();
        counted.of("a");

        clock.advance(FRESH.multipliedBy(6).plusSeconds(1));

        assertThat(counted.of("a")).isEqualTo(2);
    }

    @Test
    void of_countFails_isTriedAgainByTheNext() {
        Counted<String, Integer> counted =
                new Counted<>(
                        2,
                        clock,
                        _ -> FRESH,
                        _ -> {
                            if (count.incrementAndGet() == 1) {
                                throw new IllegalStateException("of the test");
                            }
                            return count.get();
                        });

        assertThatThrownBy(() -> counted.of("a")).hasMessage("of the test");
        assertThat(counted.of("a")).isEqualTo(2);
    }

    @Test
    void of_moreThanAreKept_dropsTheOldest() {
        Counted<String, Integer> counted = counted();
        counted.of("a");
        clock.advance(Duration.ofSeconds(1));
        counted.of("b");
        clock.advance(Duration.ofSeconds(1));
        counted.of("c");

        assertThat(counted.of("b")).isEqualTo(2);
        assertThat(counted.of("c")).isEqualTo(3);
        assertThat(counted.of("a")).isEqualTo(4);
    }
}
