package org.yuanjian.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.load.RtspViewers.Viewer;

final class ViewerReportTest {
    @Test
    void parse_line_readsEveryField() {
        Viewer viewer =
                Viewer.parse(
                        "viewer stream=3 packets=110 stamped=100 bytes=5000 base=40 last=140"
                                + " silence_us=81000 key_us=700 join_us=900 gaps=2 open=1");
        assertThat(viewer).isEqualTo(new Viewer(3, 110, 100, 5000, 40, 140, 81_000, 700, 900, 2));
    }

    @Test
    void keptByWorst_oneViewerBehind_isJudgedByWhatTheStreamSent() {
        ViewerReport report =
                report(viewer(0, 100, 0, 100), viewer(0, 60, 0, 61), viewer(1, 9, 1, 10));
        assertThat(report.keptByWorst()).isEqualTo(0.6);
    }

    @Test
    void keptByWorst_viewerThatGotNothing_keptNothing() {
        assertThat(report(viewer(0, 100, 0, 100), viewer(0, 0, 0, 0)).keptByWorst()).isZero();
        assertThat(report().keptByWorst()).isZero();
    }

    @Test
    void keyFrameMillis_manyViewers_givesPercentile() {
        Viewer[] viewers = new Viewer[100];
        for (int i = 0; i < viewers.length; i++) {
            viewers[i] = new Viewer(0, 1, 1, 1, 0, 1, 0, 1000L * (i + 1), 1, 0);
        }
        assertThat(report(viewers).keyFrameMillis(0.5)).isEqualTo(50);
        assertThat(report(viewers).keyFrameMillis(0.99)).isEqualTo(99);
    }

    @Test
    void keyFrameMillis_oneSawNone_isNotMeasured() {
        assertThat(report(new Viewer(0, 1, 1, 1, 0, 1, 0, -1, -1, 0)).keyFrameMillis(0.5)).isNaN();
    }

    private static Viewer viewer(int stream, long numbered, long base, long last) {
        return new Viewer(stream, numbered, numbered, 1000, base, last, 0, 0, 0, 0);
    }

    private static ViewerReport report(Viewer... viewers) {
        return new ViewerReport(List.of(viewers), 0, 0);
    }
}
