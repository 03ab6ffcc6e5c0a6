package org.yuanjian.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yuanjian.benchmark.load.GatewayProcess;
import tools.jackson.databind.JsonNode;

/// A list of 3,000 points with their cameras: how long until it has been looked through, and until
/// it is taken over?
final class ImportBenchmark implements Benchmark {
    private static final int ROWS = 3_000;
    private static final double MAX_SECONDS = 5;
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public void run(BenchmarkRun run) throws IOException, InterruptedException {
        try (GatewayProcess gateway = GatewayProcess.start(run.bench(), run.options().port())) {
            byte[] csv = list();
            measure(run, gateway, "CSV, dry run", csv, true);
            measure(run, gateway, "CSV", csv, false);
            measure(run, gateway, "CSV once more", csv, false);
            byte[] workbook = gateway.bytes("api/points/export?format=xlsx&region=445300");
            run.add(new Row().put("of", "the same as a workbook").put("bytes", workbook.length));
            measure(run, gateway, "XLSX", workbook, false);
        }
    }

    /// Points of a place that has few, each with a camera and a password.
    private static byte[] list() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "code,name,place,site,site_kind,region,address,rtsp_port,user,password,main_path,sub_path");
        for (int i = 0; i < ROWS; i++) {
            lines.add(
                    "4453020102132%07d,窗口%d,counter,测试司法所%d,office,445302,10.%d.%d.%d,554,viewer,secret%d,/main,/sub"
                            .formatted(i, i % 3, i / 3, i / 65_536, i / 256 % 256, i % 256, i));
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private static void measure(
            BenchmarkRun run, GatewayProcess gateway, String of, byte[] list, boolean dryRun)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        JsonNode view = gateway.post("api/points/import?dryRun=" + dryRun, list);
        double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
        int rows =
                view.get("added").asInt()
                        + view.get("changed").asInt()
                        + view.get("unchanged").asInt();
        run.add(
                new Row()
                        .put("of", of)
                        .put("rows", rows)
                        .put("added", view.get("added").asInt())
                        .put("seconds", seconds));
        run.add(Bar.atLeast(of + ", rows taken", rows, ROWS));
        run.add(Bar.atMost(of + ", s", seconds, MAX_SECONDS));
    }
}
