package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.yuanjian.benchmark.load.RtspViewers.Viewer;
import org.yuanjian.benchmark.machine.PinnedProcess;

/// What all viewers of a run counted in one window.
///
/// @param viewers each of them
/// @param p50Millis middle delay from the camera's send to the viewer's read, over every packet of
///   every viewer
/// @param p99Millis the delay one packet in a hundred exceeds
public record ViewerReport(List<Viewer> viewers, double p50Millis, double p99Millis) {
    private static final double BITS_PER_GIGABIT = 1e9;
    private static final double MICROS_PER_MILLI = 1_000;

    public ViewerReport {
        viewers = List.copyOf(viewers);
    }

    /// Reads the lines a process of viewers answers `report` with.
    static ViewerReport read(PinnedProcess process) throws IOException {
        List<Viewer> viewers = new ArrayList<>();
        String line = process.readLine();
        while (line.startsWith("viewer ")) {
            viewers.add(Viewer.parse(line));
            line = process.readLine();
        }
        Map<String, String> latency = RtspViewers.fields(line);
        process.readUntil("end");
        return new ViewerReport(viewers, millis(latency, "p50_us"), millis(latency, "p99_us"));
    }

    private static double millis(Map<String, String> latency, String name) {
        return Double.parseDouble(latency.getOrDefault(name, "NaN")) / MICROS_PER_MILLI;
    }

    public double gigabits() {
        return viewers.stream().mapToLong(Viewer::bytes).sum() * Byte.SIZE / BITS_PER_GIGABIT;
    }

    public long packets() {
        return viewers.stream().mapToLong(Viewer::packets).sum();
    }

    /// The smallest share of its stream any viewer got: numbered packets it counted over those the
    /// camera sent, as far as any viewer of that stream saw.
    public double keptByWorst() {
        Map<Integer, Long> sent = new HashMap<>();
        viewers.forEach(viewer -> sent.merge(viewer.stream(), viewer.last(), Math::max));
        return viewers.stream()
                .mapToDouble(viewer ->
                        share(
                                viewer.numbered(),
                                sent.getOrDefault(viewer.stream(), 0L) - viewer.base()))
                .min()
                .orElse(0);
    }

    private static double share(long got, long sent) {
        return sent <= 0 ? 0 : Math.min(1, (double) got / sent);
    }

    public double longestSilenceMillis() {
        return viewers.stream().mapToLong(Viewer::silenceMicros).max().orElse(0) / 1000.0;
    }

    public long gaps() {
        return viewers.stream().mapToLong(Viewer::gaps).sum();
    }

    /// The delay from PLAY to the first packet of a key frame that this share of the viewers did
    /// not exceed; NaN when one of them saw no key frame.
    public double keyFrameMillis(double share) {
        return percentile(share, viewers.stream().mapToLong(Viewer::keyFrameMicros));
    }

    /// The same from connecting on.
    public double joinMillis(double share) {
        return percentile(share, viewers.stream().mapToLong(Viewer::joinMicros));
    }

    private static double percentile(double share, LongStream values) {
        Percentiles micros = Percentiles.of(values.asDoubleStream());
        return Double.isInfinite(micros.max()) ? Double.NaN : micros.at(share) / 1000;
    }
}
