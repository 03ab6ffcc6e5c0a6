package org.yuanjian.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yuanjian.benchmark.machine.NativeProgramsTest;
import org.yuanjian.benchmark.machine.Workbench;

/// Cameras, the bare loop and viewers together: every packet a camera numbered is counted by every
/// viewer.
final class BareRelayIT {
    private static final int STREAMS = 3;
    private static final int VIEWERS = 12;

    @BeforeAll
    static void needsCompiler() {
        NativeProgramsTest.assumeCompiler();
    }

    @Test
    void report_threeStreamsTwelveViewers_nothingIsMissed(@TempDir Path folder)
            throws IOException, InterruptedException {
        Workbench bench = new Workbench(NativeProgramsTest.ROOT.toAbsolutePath(), folder, 0, 0);
        try (CameraFeed feed = CameraFeed.start(bench, CameraFeed.Shape.subs(STREAMS));
                BareRelay bare = BareRelay.start(bench, feed);
                RtspViewers viewers = RtspViewers.join(bench, bare, STREAMS, VIEWERS, 1_000)) {
            await(viewers, 1);
            viewers.mark();
            ViewerReport report = await(viewers, 100);
            assertThat(report.viewers()).hasSize(VIEWERS);
            assertThat(report.viewers())
                    .allSatisfy(viewer ->
                            assertThat(viewer.numbered()).isEqualTo(viewer.last() - viewer.base()));
            assertThat(report.keptByWorst()).isGreaterThan(0.5);
            assertThat(feed.fullFrames()).isZero();
        }
    }

    /// The first report in which every viewer counted as many packets.
    private static ViewerReport await(RtspViewers viewers, int packets) throws IOException {
        ViewerReport report = viewers.report();
        while (report.viewers().stream().anyMatch(viewer -> viewer.numbered() < packets)) {
            report = viewers.report();
        }
        return report;
    }
}
