package org.yuanjian.relay.webrtc;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What WebRTC viewers report of their networks, and what could not be read, for a Micrometer
/// registry.
final class WebRtcMeters {
    private static final double FRACTION = 256;

    private final DistributionSummary lost;
    private final Timer roundTrip;
    private final DistributionSummary bandwidth;
    private final Counter malformedMedia;
    private final Counter malformedReports;

    WebRtcMeters(MeterRegistry registry) {
        lost =
                DistributionSummary.builder("yuanjian.webrtc.lost")
                        .description("Share of packets that a receiver report says were lost")
                        .serviceLevelObjectives(0.001, 0.01, 0.05, 0.2)
                        .register(registry);
        roundTrip =
                Timer.builder("yuanjian.webrtc.round.trip")
                        .description("To a viewer and back, by its receiver reports")
                        .serviceLevelObjectives(
                                Duration.ofMillis(10),
                                Duration.ofMillis(50),
                                Duration.ofMillis(200),
                                Duration.ofSeconds(1))
                        .register(registry);
        bandwidth =
                DistributionSummary.builder("yuanjian.webrtc.bandwidth")
                        .description("What a viewer believes it can take (REMB)")
                        .baseUnit("bits")
                        .serviceLevelObjectives(100_000, 500_000, 2_000_000, 10_000_000)
                        .register(registry);
        malformedMedia = malformed(registry, "camera");
        malformedReports = malformed(registry, "viewer");
    }

    private static Counter malformed(MeterRegistry registry, String from) {
        return Counter.builder("yuanjian.webrtc.malformed").tag("from", from).register(registry);
    }

    /// @param fractionLost in 1/256 (RFC 3550 §6.4.1)
    void lost(int fractionLost) {
        lost.record(fractionLost / FRACTION);
    }

    void roundTrip(long millis) {
        roundTrip.record(millis, TimeUnit.MILLISECONDS);
    }

    void bandwidth(long bitsPerSecond) {
        bandwidth.record((double) bitsPerSecond);
    }

    /// A packet of a camera that could not be cut for browsers.
    void malformedMedia() {
        malformedMedia.increment();
    }

    /// A viewer's RTCP that could not be read.
    void malformedReport() {
        malformedReports.increment();
    }
}
