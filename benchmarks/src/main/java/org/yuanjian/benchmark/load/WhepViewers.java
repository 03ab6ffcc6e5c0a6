package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.yuanjian.benchmark.machine.PinnedProcess;
import org.yuanjian.benchmark.machine.Workbench;
import org.yuanjian.media.StreamId;

/// Many headless browsers on the core of the load, each with a socket and a DTLS handshake of its
/// own.
public final class WhepViewers implements AutoCloseable {
    private static final String CIPHER = "org.yuanjian.benchmark.whep.CipherApplication";
    private static final String MAIN = "org.yuanjian.benchmark.whep.WhepViewersApplication";

    private final PinnedProcess process;

    private WhepViewers(PinnedProcess process) {
        this.process = process;
    }

    /// Joins viewers, spread evenly over all streams of the relay; returns when the last one is
    /// connected.
    public static WhepViewers join(Workbench bench, RelayUnderTest relay, int viewers)
            throws IOException, InterruptedException {
        // A ticket opens one view, so each viewer has a line of its own.
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            StreamId stream = relay.streams().get(i % relay.streams().size());
            lines.add(relay.whepUrl(stream) + " " + relay.tickets().ticket(stream));
        }
        return join(bench, lines, relay.streams().size(), viewers);
    }

    /// The same at the bare loop, which sends them the packets of each stream in the clear.
    public static WhepViewers join(Workbench bench, BareRelay bare, int streams, int viewers)
            throws IOException, InterruptedException {
        List<String> lines =
                IntStream.range(0, streams).mapToObj(i -> bare.datagramUrl(i) + " -").toList();
        return join(bench, lines, streams, viewers);
    }

    private static WhepViewers join(Workbench bench, List<String> lines, int streams, int viewers)
            throws IOException, InterruptedException {
        Path file = Files.write(Files.createTempFile(bench.folder(), "whep", ""), lines);
        List<String> command = java(MAIN);
        command.addAll(
                List.of(file.toString(), Integer.toString(streams), Integer.toString(viewers)));
        PinnedProcess process = PinnedProcess.start("whep_viewers", bench.loadCore(), command);
        process.readUntil("joined ");
        return new WhepViewers(process);
    }

    /// What the cipher of SRTP alone costs on the core of what is measured, microseconds per
    /// packet.
    public static double cipherMicros(Workbench bench) throws IOException {
        try (PinnedProcess cipher =
                PinnedProcess.start("cipher", bench.relayCore(), java(CIPHER))) {
            String line = cipher.readUntil("cipher_us ");
            return Double.parseDouble(line.substring(line.indexOf(' ') + 1));
        }
    }

    private static List<String> java(String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        return command;
    }

    public PinnedProcess process() {
        return process;
    }

    /// Forgets what was counted.
    public void mark() throws IOException {
        process.send("mark");
        process.readUntil("marked");
    }

    /// What was counted since the last mark; `gaps` are packets that did not come.
    public ViewerReport report() throws IOException {
        process.send("report");
        return ViewerReport.read(process);
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
