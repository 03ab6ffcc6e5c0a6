package org.yuanjian.relay.transcode;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// What turning pictures costs this node, and how it goes. Any thread.
final class TranscodeCounters {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder costNanos = new LongAdder();
    private final Counter in;
    private final Counter out;
    private final Counter skipped;
    private final Counter dropped;
    private final Counter failures;
    private final Counter refused;
    private final Timer delay;

    TranscodeCounters(MeterRegistry registry) {
        Gauge.builder("yuanjian.transcode.running", running, AtomicInteger::get)
                .description("streams that are turned into H.264 now")
                .register(registry);
        FunctionCounter.builder("yuanjian.transcode.cpu", costNanos, each -> each.sum() / NANOS)
                .baseUnit("seconds")
                .register(registry);
        in = pictures(registry, "in");
        out = pictures(registry, "out");
        skipped = pictures(registry, "skipped");
        dropped = pictures(registry, "dropped");
        failures = Counter.builder("yuanjian.transcode.failures").register(registry);
        refused = Counter.builder("yuanjian.transcode.refused").register(registry);
        delay =
                Timer.builder("yuanjian.transcode.delay")
                        .description("From a picture's arrival to the same as H.264")
                        .publishPercentiles(0.5, 0.95)
                        .register(registry);
    }

    private static Counter pictures(MeterRegistry registry, String what) {
        return Counter.builder("yuanjian.transcode.pictures").tags("what", what).register(registry);
    }

    /// Whether one more may run, which it then does.
    boolean enter(int most) {
        int before = running.getAndUpdate(count -> count < most ? count + 1 : count);
        if (before >= most) {
            refused.increment();
        }
        return before < most;
    }

    void leave() {
        running.decrementAndGet();
    }

    /// How many run now.
    int running() {
        return running.get();
    }

    /// @param shown whether it shall come out, or was only decoded to catch up
    void in(boolean shown) {
        in.increment();
        if (!shown) {
            skipped.increment();
        }
    }

    void out(long delayNanos) {
        out.increment();
        delay.record(delayNanos, TimeUnit.NANOSECONDS);
    }

    /// Left out, up to the next key frame, as too many waited.
    void dropped(long count) {
        dropped.increment((double) count);
    }

    void failed() {
        failures.increment();
    }

    /// Time of the processor.
    void cost(Duration more) {
        costNanos.add(more.toNanos());
    }
}
