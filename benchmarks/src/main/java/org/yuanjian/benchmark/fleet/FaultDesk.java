package org.yuanjian.benchmark.fleet;

import io.netty.channel.EventLoop;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Carries out [FaultOrder]s.
final class FaultDesk {
    private final List<SimulatedCamera> cameras;
    private final EventLoop timer;

    FaultDesk(List<SimulatedCamera> cameras, EventLoop timer) {
        this.cameras = cameras;
        this.timer = timer;
    }

    /// Begins a fault.
    ///
    /// @return how many cameras have it, once the pictures it needs are there
    /// @throws IllegalArgumentException if there is no such fault
    CompletableFuture<Integer> begin(FaultOrder order) {
        if (order.fault() == null) {
            throw new IllegalArgumentException("fault is missing");
        }
        Fault fault = Fault.named(order.fault());
        List<SimulatedCamera> chosen = order.chosen(cameras);
        chosen.forEach(camera -> camera.begin(fault));
        if (order.seconds() != null) {
            timer.schedule(
                    () -> chosen.forEach(camera -> camera.end(fault)),
                    (long) (order.seconds() * 1000),
                    TimeUnit.MILLISECONDS);
        }
        CompletableFuture<?>[] pictures =
                fault.look().isEmpty()
                        ? new CompletableFuture<?>[0]
                        : chosen.stream()
                                .flatMap(c -> List.of(c.loop(true), c.loop(false)).stream())
                                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(pictures).handle((_, _) -> chosen.size());
    }

    /// Ends a fault, or all.
    ///
    /// @return how many cameras were meant
    int clear(FaultOrder order) {
        List<Fault> faults =
                order.fault() == null
                        ? Arrays.asList(Fault.values())
                        : List.of(Fault.named(order.fault()));
        List<SimulatedCamera> chosen = order.chosen(cameras);
        for (SimulatedCamera camera : chosen) {
            faults.stream().filter(camera::has).forEach(camera::end);
        }
        return chosen.size();
    }
}
