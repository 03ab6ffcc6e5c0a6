package org.yuanjian.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yuanjian.benchmark.machine.NativeProgramsTest;

final class BenchmarkApplicationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @BeforeAll
    static void needsCompiler() {
        NativeProgramsTest.assumeCompiler();
    }

    @Test
    void run_barFails_exitsThreeAndPrintsJsonLast() throws InterruptedException {
        int code = run(run -> run.add(Bar.atMost("delay, ms", 2, 1)), "fake", "--json");
        assertThat(code).isEqualTo(BenchmarkApplication.DOES_NOT_HOLD);
        assertThat(out())
                .startsWith("{\"bench\":\"fake\",\"machine\":{")
                .contains("{\"what\":\"delay, ms\",\"value\":2,\"limit\":1,\"ok\":false}")
                .hasLineCount(1);
    }

    @Test
    void run_quickRun_neverHolds() throws InterruptedException {
        int code = run(run -> run.add(Bar.atMost("delay, ms", 1, 1)), "fake", "--quick", "--json");
        assertThat(code).isEqualTo(BenchmarkApplication.DOES_NOT_HOLD);
        assertThat(out()).contains("full windows");
    }

    @Test
    void run_allBarsHold_exitsZeroAfterTable() throws InterruptedException {
        int code = run(run -> run.add(new Row().put("viewers", 500)), "fake");
        assertThat(code).isEqualTo(BenchmarkApplication.HOLDS);
        assertThat(out()).startsWith("viewers").contains("holds  other work on the machine");
    }

    @Test
    void run_unknownName_saysWhichThereAre() throws InterruptedException {
        int code = run(_ -> {}, "nothing");
        assertThat(code).isEqualTo(BenchmarkApplication.FAILED);
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("fake");
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(Consumer<BenchmarkRun> work, String... arguments) throws InterruptedException {
        Benchmark fake =
                new Benchmark() {
                    @Override
                    public String name() {
                        return "fake";
                    }

                    @Override
                    public void run(BenchmarkRun run) throws IOException {
                        work.accept(run);
                    }
                };
        return new BenchmarkApplication(List.of(fake), print(out), print(log))
                .run(List.of(arguments));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}
