package org.yuanjian.benchmark.fleet;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yuanjian.benchmark.fleet.onvif.OnvifDialect;

/// What the fleet tells of itself, as maps for JSON. Passwords are never told.
final class FleetReport {
    private final CameraFleet fleet;

    FleetReport(CameraFleet fleet) {
        this.fleet = fleet;
    }

    /// Sums over all cameras.
    Map<String, Object> stats() {
        FleetCounters counters = fleet.counters();
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("cameras", fleet.cameras().size());
        stats.put("rtspPort", fleet.rtspPort());
        stats.put("onvifPort", fleet.onvifPort());
        stats.put("sessions", counters.connections.get());
        stats.put("playing", counters.playing.get());
        stats.put("plays", counters.plays.sum());
        stats.put("bytes", counters.bytes.sum());
        stats.put("pictures", counters.pictures.sum());
        stats.put("dials", counters.dials.sum());
        stats.put("dialsPeakPerSecond", counters.dialsPeak());
        stats.put("refusedLogins", counters.refusedLogins.sum());
        stats.put("socketFull", counters.socketFull.sum());
        stats.put("droppedPictures", counters.droppedPictures.sum());
        stats.put("keyFrameRequests", counters.keyFrameRequests.sum());
        stats.put("loopsReady", fleet.library().ready());
        stats.put("loopsAsked", fleet.library().asked());
        return stats;
    }

    /// Begins the sums anew.
    Map<String, Object> reset() {
        fleet.counters().reset();
        return stats();
    }

    /// How many cameras have each fault now.
    Map<String, Object> faults() {
        Map<String, Object> faults = new TreeMap<>();
        for (SimulatedCamera camera : fleet.cameras()) {
            camera.faults().forEach(fault -> faults.merge(fault.word(), 1, FleetReport::sum));
        }
        return faults;
    }

    private static Object sum(Object a, Object b) {
        return (Integer) a + (Integer) b;
    }

    /// One camera: what it is like, what is wrong, what it did; empty if there is no such number.
    Optional<Map<String, Object>> camera(int number) {
        if (number < 1 || number > fleet.cameras().size()) {
            return Optional.empty();
        }
        SimulatedCamera camera = fleet.cameras().get(number - 1);
        CameraProfile profile = camera.profile();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("number", number);
        view.put("code", camera.point().code());
        view.put("name", camera.point().name());
        view.put("place", word(camera.point().place()));
        view.put("address", camera.address());
        view.put("port", fleet.rtspPort());
        view.put("onvifPort", fleet.onvifPort());
        view.put("maker", OnvifDialect.of(number).maker());
        view.put("main", word(profile.main()));
        view.put("sub", word(profile.sub()));
        view.put("login", word(profile.login()));
        view.put("transport", profile.udpOnly() ? "udp" : "tcp");
        view.put("setsInSdp", profile.setsInSdp());
        view.put("aggregates", profile.aggregates());
        view.put("audioMillis", profile.audioMillis());
        view.put("keyFrameAtPlay", profile.keyFrameAtPlay());
        view.put("ptz", camera.head().isPresent());
        camera.head()
                .ifPresent(head -> {
                    view.put("moving", head.isMoving());
                    view.put("stoppedNanos", head.stoppedNanos());
                    view.put("view", word(head.view()));
                });
        view.put("faults", camera.faults().stream().map(Fault::word).toList());
        view.put("sessions", camera.connections());
        view.put("playing", camera.playing.get());
        view.put("dials", camera.dials.sum());
        view.put("socketFull", camera.socketFull.sum());
        view.put("droppedPictures", camera.droppedPictures.sum());
        view.put("keyFrameRequests", camera.keyFrameRequests.sum());
        return Optional.of(view);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
