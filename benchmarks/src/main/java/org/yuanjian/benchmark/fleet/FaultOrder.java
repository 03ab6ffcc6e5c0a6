package org.yuanjian.benchmark.fleet;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants done to which cameras, as it stands in the body of a request.
///
/// @param fault name of the fault; null means all, which only clearing can mean
/// @param cameras numbers of cameras; null for a range
/// @param from first number of a range, 1 if null
/// @param to last number of a range, the fleet's last if null
/// @param except numbers that are left alone
/// @param share part of the chosen cameras, 0 to 1, spread evenly; all if null
/// @param seconds after how long the fault ends by itself; never if null
record FaultOrder(
        @Nullable String fault,
        @Nullable List<Integer> cameras,
        @Nullable Integer from,
        @Nullable Integer to,
        @Nullable List<Integer> except,
        @Nullable Double share,
        @Nullable Double seconds) {

    static final FaultOrder EVERYTHING = new FaultOrder(null, null, null, null, null, null, null);

    /// The cameras meant, of all.
    List<SimulatedCamera> chosen(List<SimulatedCamera> all) {
        Set<Integer> listed = cameras == null ? Set.of() : Set.copyOf(cameras);
        Set<Integer> spared = except == null ? Set.of() : Set.copyOf(except);
        int first = from == null ? 1 : from;
        int last = to == null ? all.size() : to;
        List<SimulatedCamera> meant =
                all.stream()
                        .filter(camera ->
                                cameras == null
                                        ? camera.number() >= first && camera.number() <= last
                                        : listed.contains(camera.number()))
                        .filter(camera -> !spared.contains(camera.number()))
                        .toList();
        return share == null ? meant : spread(meant, share);
    }

    private static List<SimulatedCamera> spread(List<SimulatedCamera> meant, double share) {
        return java.util.stream.IntStream.range(0, meant.size())
                .filter(i -> Math.floor((i + 1) * share) > Math.floor(i * share))
                .mapToObj(meant::get)
                .toList();
    }
}
