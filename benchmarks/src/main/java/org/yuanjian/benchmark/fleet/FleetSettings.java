package org.yuanjian.benchmark.fleet;

import java.nio.file.Path;
import java.time.Duration;

/// How a fleet is to be.
///
/// @param pointsFile list of video points, one camera each
/// @param points how many of them, from the first
/// @param data where `cameras.csv` is written
/// @param loops where encoded loops are kept from one start to the next
/// @param rtspPort port of all cameras; 0 for any
/// @param controlPort port of the control address on 127.0.0.1; 0 for any
/// @param discoveryPort where each camera answers WS-Discovery; 0: none does
/// @param udpOnlyCameras whether some cameras refuse interleaved transport
/// @param loopLength length of the loops; a multiple of two seconds
/// @param eventLoops threads that answer and play
public record FleetSettings(
        Path pointsFile,
        int points,
        Path data,
        Path loops,
        int rtspPort,
        int controlPort,
        int discoveryPort,
        boolean udpOnlyCameras,
        Duration loopLength,
        int eventLoops) {

    private static final Duration LOOP = Duration.ofSeconds(8);

    /// A fleet of this many cameras on any free ports, one event loop.
    public static FleetSettings of(Path pointsFile, int points, Path data) {
        return new FleetSettings(pointsFile, points, data, cache(), 0, 0, 0, true, LOOP, 1);
    }

    public FleetSettings withRtspPort(int port) {
        return new FleetSettings(
                pointsFile,
                points,
                data,
                loops,
                port,
                controlPort,
                discoveryPort,
                udpOnlyCameras,
                loopLength,
                eventLoops);
    }

    public FleetSettings withControlPort(int port) {
        return new FleetSettings(
                pointsFile,
                points,
                data,
                loops,
                rtspPort,
                port,
                discoveryPort,
                udpOnlyCameras,
                loopLength,
                eventLoops);
    }

    public FleetSettings withDiscoveryPort(int port) {
        return new FleetSettings(
                pointsFile,
                points,
                data,
                loops,
                rtspPort,
                controlPort,
                port,
                udpOnlyCameras,
                loopLength,
                eventLoops);
    }

    public FleetSettings withLoops(Path folder, Duration length) {
        return new FleetSettings(
                pointsFile,
                points,
                data,
                folder,
                rtspPort,
                controlPort,
                discoveryPort,
                udpOnlyCameras,
                length,
                eventLoops);
    }

    public FleetSettings withUdpOnlyCameras(boolean some) {
        return new FleetSettings(
                pointsFile,
                points,
                data,
                loops,
                rtspPort,
                controlPort,
                discoveryPort,
                some,
                loopLength,
                eventLoops);
    }

    /// The user's cache folder (XDG Base Directory), so that all fleets share loops.
    private static Path cache() {
        String set = System.getenv("XDG_CACHE_HOME");
        Path base =
                set == null || set.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(set);
        return base.resolve("yuanjian").resolve("scenes");
    }
}
