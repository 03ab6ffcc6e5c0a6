package org.yuanjian.relay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// How many views run by a ticket on this node, and why others ended.
public final class ViewMetrics implements ViewObserver {
    private final Map<ViewEnd, Counter> ended = new EnumMap<>(ViewEnd.class);

    public ViewMetrics(MeterRegistry registry, TicketGate gate) {
        Gauge.builder("yuanjian.relay.views", gate, each -> each.running().size())
                .register(registry);
        for (ViewEnd why : ViewEnd.values()) {
            ended.put(
                    why,
                    Counter.builder("yuanjian.relay.views.ended")
                            .tags("why", why.key())
                            .register(registry));
        }
    }

    @Override
    public void started(RunningView view) {
        // The gauge counts what runs.
    }

    @Override
    public void ended(RunningView view, Duration ran, ViewEnd why) {
        Counter counter = ended.get(why);
        if (counter != null) {
            counter.increment();
        }
    }
}
