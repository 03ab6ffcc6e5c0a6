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
        List<Runnable> ends = chosen.stream().map(camera -> begin(fault, camera)).toList();
        if (order.seconds() != null) {
            timer.schedule(
                    () -> ends.forEach(Runnable::run),
                    (long) (order.seconds() * 1000),
                    TimeUnit.MILLISECONDS);
        }
        CompletableFuture<?>[] pictures =
                fault.changesPictures()
                        ? chosen.stream()
                                .flatMap(c -> List.of(c.loop(true), c.loop(false)).stream())
                                .toArray(CompletableFuture[]::new)
                        : new CompletableFuture<?>[0];
        return CompletableFuture.allOf(pictures).handle((_, _) -> chosen.size());
    }

    /// Begins the fault of one camera; what comes back ends it unless it was begun again since.
    private static Runnable begin(Fault fault, SimulatedCamera camera) {
        int beginning = camera.begin(fault);
        return () -> camera.end(fault, beginning);
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
