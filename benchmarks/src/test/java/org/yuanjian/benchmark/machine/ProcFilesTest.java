package org.yuanjian.benchmark.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProcFilesTest {
    private static final String STAT =
            "4242 (a name) with ) ) S 1 4242 4242 0 -1 4194304 100 0 0 0 1250 250 7 8 20 0 12 0 99";
    private static final String STATUS = "Name:\tjava\nVmPeak:\t   9000 kB\nVmRSS:\t   2048 kB\n";

    @Test
    void parse_nameWithBrackets_findsTimes() {
        ProcessUsage usage = ProcessUsage.parse(STAT, STATUS);
        assertThat(usage.cpuSeconds()).isEqualTo(15.0);
        assertThat(usage.rssBytes()).isEqualTo(2048 * 1024);
    }

    @Test
    void of_thisProcess_hasMemory() throws IOException {
        assertThat(ProcessUsage.of(ProcessHandle.current().pid()).rssBytes()).isPositive();
    }

    @Test
    void parse_machine_countsCoresAndWhatTheyDidNot() {
        // user nice system idle iowait irq softirq steal
        MachineUsage usage =
                MachineUsage.parse(
                        "cpu  100 9999 200 8888 77 10 20 30 0 0\ncpu0 1 2 3 4\ncpu1 1 2 3 4\nintr 9\n");
        assertThat(usage.cores()).isEqualTo(2);
        assertThat(usage.idleSeconds()).isEqualTo(89.65);
        assertThat(usage.stolenSeconds()).isEqualTo(0.3);
    }
}
