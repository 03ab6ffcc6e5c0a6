package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.yuanjian.benchmark.load.BareDisk;
import org.yuanjian.benchmark.load.LedgerUnderTest;
import org.yuanjian.benchmark.load.LedgerWriters;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;

/// 64 at once each bring an event to the ledger and wait until it is on the disk: how many a
/// second, and how soon is each told? What does an event take there, and how long does it take to
/// check a million of them?
final class LedgerBenchmark implements Benchmark {
    private static final int WRITERS = 64;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final double MIN_PER_SECOND = 2_000;
    private static final double MAX_P99_MILLIS = 100;
    private static final long EVENTS = 1_000_000;
    private static final long QUICK_EVENTS = 100_000;
    private static final double MAX_VERIFY_SECONDS = 60;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        // Where the repository is: a temporary folder may lie in memory.
        Path target = Files.createDirectories(run.bench().root().resolve("benchmarks/target"));
        Path folder = Files.createTempDirectory(target, "ledger-");
        try {
            bare(run, folder);
            LedgerUnderTest ledger = LedgerUnderTest.start(folder);
            try (ledger) {
                write(run, ledger);
                check(run, ledger);
            }
            size(run, ledger);
        } finally {
            remove(folder);
        }
    }

    private static void bare(BenchmarkRun run, Path folder) throws IOException {
        BareDisk.Syncs syncs = BareDisk.measure(folder, run.options().bareWarmUp());
        String kind = Files.getFileStore(folder).type();
        run.add(
                new Row()
                        .put("of", "the disk alone, " + kind)
                        .put("per_second", syncs.perSecond())
                        .put("p99_ms", syncs.p99Millis()));
        run.add(Bar.atMost("ledgers in memory", kind.equals("tmpfs") ? 1 : 0, 0));
    }

    private static void write(BenchmarkRun run, LedgerUnderTest ledger)
            throws IOException, InterruptedException {
        try (LedgerWriters writers = LedgerWriters.start(ledger.ledger(), WRITERS)) {
            MeasuredWindow.pass(run.options().warmUp());
            writers.mark();
            MeasuredWindow window = MeasuredWindow.begin(run, List.of());
            MeasuredWindow.pass(run.options().window(WINDOW));
            LedgerWriters.Report report = writers.report();
            double seconds = window.end().seconds();
            double perSecond = report.events() / seconds;
            run.add(
                    new Row()
                            .put("of", WRITERS + " writers")
                            .put("seconds", seconds)
                            .put("events", report.events())
                            .put("per_second", perSecond)
                            .put("p50_ms", report.p50Millis())
                            .put("p99_ms", report.p99Millis())
                            .put("max_ms", report.maxMillis()));
            run.add(Bar.atLeast("seconds counted", seconds, (double) WINDOW.toSeconds()));
            run.add(Bar.atLeast("events acknowledged a second", perSecond, MIN_PER_SECOND));
            run.add(Bar.atMost("acknowledgement p99, ms", report.p99Millis(), MAX_P99_MILLIS));
        }
    }

    private static void check(BenchmarkRun run, LedgerUnderTest ledger)
            throws IOException, InterruptedException {
        long events = run.options().quick() ? QUICK_EVENTS : EVENTS;
        long before = ledger.ledger().size();
        long began = System.nanoTime();
        ledger.fill(events);
        add(run, "brought without waiting", Math.max(0, events - before), seconds(began));
        began = System.nanoTime();
        Path export = ledger.export(AuditEvent.done(AuditKind.EXPORT, Actor.MACHINE, "ledger"));
        add(run, "exported", ledger.ledger().size(), seconds(began));
        Path heads = ledger.heads();
        MeasuredWindow window = MeasuredWindow.begin(run, List.of());
        long records = ledger.verify(export, heads);
        double seconds = window.end().seconds();
        add(run, "verified", records, seconds);
        run.add(
                new Row()
                        .put("of", "an event in an export")
                        .put("bytes", (double) Files.size(export) / records));
        run.add(Bar.atLeast("events verified", (double) records, EVENTS));
        run.add(
                Bar.atMost(
                        "a million events verified, s",
                        seconds * EVENTS / records,
                        MAX_VERIFY_SECONDS));
    }

    private static void add(BenchmarkRun run, String of, long events, double seconds) {
        run.add(new Row().put("of", of).put("events", events).put("seconds", seconds));
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / NANOS_PER_SECOND;
    }

    private static void size(BenchmarkRun run, LedgerUnderTest ledger) throws IOException {
        double bytes = (double) ledger.databaseBytes() / ledger.ledger().size();
        run.add(new Row().put("of", "an event in the database").put("bytes", bytes));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
