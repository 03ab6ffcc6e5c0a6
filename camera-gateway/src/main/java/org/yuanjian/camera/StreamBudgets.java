package org.yuanjian.camera;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yuanjian.camera.registry.Device;
import org.yuanjian.camera.registry.PointList;
import org.yuanjian.camera.registry.Site;
import org.yuanjian.camera.registry.VideoPoint;
import org.yuanjian.media.StreamId;

/// How many streams each device may be asked for, and how much the line of each site may carry:
/// office lines are thin, and cameras allow few sessions. A recorder may be asked for so many of
/// each of its channels. Any thread.
public final class StreamBudgets {
    private static final int MAIN_KBPS = 2_048;
    private static final int SUB_KBPS = 512;

    private final Set<Lease> leases = new HashSet<>();
    private Map<String, Limits> limits = Map.of();
    private Map<String, Site> sites = Map.of();
    private final Map<String, Long> refusals = new HashMap<>();

    /// What holds for a point.
    private record Limits(String device, int sessions, String site, int siteKbps) {}

    /// How much of a site's line is used.
    ///
    /// @param streams that are open
    /// @param kbps they take
    /// @param limitKbps 0: none
    /// @param refused streams that were not opened because it was full
    public record Usage(int streams, int kbps, int limitKbps, long refused) {}

    public StreamBudgets(PointList list) {
        update(list);
    }

    /// Takes other limits; what is open stays.
    public synchronized void update(PointList list) {
        Map<String, Integer> channels = new HashMap<>();
        list.points()
                .forEach(point ->
                        point.feed()
                                .ifPresent(feed -> channels.merge(feed.device(), 1, Integer::sum)));
        Map<String, Limits> next = new HashMap<>();
        Map<String, Site> known = new LinkedHashMap<>();
        for (VideoPoint point : list.points()) {
            Optional<Device> device = point.feed().flatMap(feed -> list.device(feed.device()));
            Site site = point.site();
            known.put(site.id(), site);
            device.ifPresent(found ->
                    next.put(
                            point.code(),
                            new Limits(
                                    found.id(),
                                    found.sessions() * channels.getOrDefault(found.id(), 1),
                                    site.id(),
                                    site.lineKbps())));
        }
        limits = next;
        sites = known;
    }

    /// The right to open a stream, until it is closed; empty while the device or the line is full.
    /// Who is under no budget is never refused.
    synchronized Optional<Lease> take(StreamId stream) {
        @Nullable Limits limit = limits.get(stream.point());
        int kbps = stream.name().equals(StreamId.SUB) ? SUB_KBPS : MAIN_KBPS;
        Lease lease =
                new Lease(
                        limit == null ? "" : limit.device(),
                        limit == null ? "" : limit.site(),
                        kbps);
        if (limit != null && isFull(limit, kbps)) {
            refusals.merge(limit.site(), 1L, Long::sum);
            return Optional.empty();
        }
        leases.add(lease);
        return Optional.of(lease);
    }

    private boolean isFull(Limits limit, int kbps) {
        long sessions =
                leases.stream().filter(lease -> lease.device.equals(limit.device())).count();
        boolean isLineFull =
                limit.siteKbps() > 0 && usedKbps(limit.site()) + kbps > limit.siteKbps();
        return sessions >= limit.sessions() || isLineFull;
    }

    private int usedKbps(String site) {
        return leases.stream()
                .filter(lease -> lease.site.equals(site))
                .mapToInt(lease -> lease.kbps)
                .sum();
    }

    /// Sites with a limit or with open streams, by their ids.
    public synchronized Map<String, Usage> usage() {
        Map<String, Usage> all = new LinkedHashMap<>();
        for (Site site : sites.values()) {
            int streams =
                    (int) leases.stream().filter(lease -> lease.site.equals(site.id())).count();
            long refused = refusals.getOrDefault(site.id(), 0L);
            if (streams > 0 || site.lineKbps() > 0 || refused > 0) {
                all.put(
                        site.id(),
                        new Usage(streams, usedKbps(site.id()), site.lineKbps(), refused));
            }
        }
        return all;
    }

    /// A stream that may be open.
    final class Lease {
        private final String device;
        private final String site;
        private int kbps;

        private Lease(String device, String site, int kbps) {
            this.device = device;
            this.site = site;
            this.kbps = kbps;
        }

        /// What the stream really takes.
        void measured(int measuredKbps) {
            synchronized (StreamBudgets.this) {
                kbps = measuredKbps;
            }
        }

        void close() {
            synchronized (StreamBudgets.this) {
                leases.remove(this);
            }
        }
    }
}
