package org.yuanjian.benchmark.whep;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/// Many WHEP viewers in one process: `FILE STREAMS N`, where each line of FILE is `endpoint ticket`
/// and the streams come in turns; from the first line again where there are fewer. Prints `joined
/// N` and takes `mark` and `report` on standard input, as `rtsp_viewers` does; the end of it ends
/// the process.
public final class WhepViewersApplication {
    private static final int JOINING_AT_ONCE = 8;
    private static final long SELECT_MILLIS = 50;
    // To wake a sleeping process on another core costs the sender about as much as a datagram;
    // where
    // viewers are elsewhere, nobody pays that. Between the packets of a burst this one stays awake.
    private static final long AWAKE_NANOS = 200_000;
    private static final long CHECK_NANOS = 10_000_000;
    private static final int ROOM = 2_048;

    private final Selector selector = Selector.open();
    private final ConcurrentLinkedQueue<WhepConnection> joined = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> commands = new ConcurrentLinkedQueue<>();
    private final List<WhepViewer> viewers = new ArrayList<>();
    private final DelayHistogram delays = new DelayHistogram();
    private final ByteBuffer room = ByteBuffer.allocateDirect(ROOM);
    private final List<String> lines;
    private final int streams;
    private final int count;
    private long checkedNanos;

    private WhepViewersApplication(List<String> lines, int streams, int count) throws IOException {
        this.lines = lines;
        this.streams = streams;
        this.count = count;
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        WhepViewersApplication application =
                new WhepViewersApplication(
                        Files.readAllLines(Path.of(arguments[0])),
                        Integer.parseInt(arguments[1]),
                        Integer.parseInt(arguments[2]));
        WhepJoiner joiner = new WhepJoiner(ClientIdentity.create());
        Thread.ofVirtual().start(() -> application.joinAll(joiner));
        Thread.ofPlatform().daemon().start(application::readCommands);
        application.loop();
    }

    private void joinAll(WhepJoiner joiner) {
        Semaphore slots = new Semaphore(JOINING_AT_ONCE);
        for (int i = 0; i < count; i++) {
            int viewer = i;
            slots.acquireUninterruptibly();
            Thread.ofVirtual()
                    .start(() -> {
                        join(joiner, viewer);
                        slots.release();
                    });
        }
    }

    private void join(WhepJoiner joiner, int viewer) {
        String[] words = lines.get(viewer % lines.size()).split(" ", 2);
        try {
            joined.add(joiner.join(viewer % streams, URI.create(words[0]), words[1]));
            selector.wakeup();
        } catch (IOException | GeneralSecurityException e) {
            fail("a viewer cannot join: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("SystemOut")
    private static void fail(String why) {
        System.err.println(why);
        System.exit(1);
    }

    private void readCommands() {
        try (var in =
                new java.io.BufferedReader(
                        new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                commands.add(line);
                selector.wakeup();
                line = in.readLine();
            }
            System.exit(0);
        } catch (IOException e) {
            System.exit(1);
        }
    }

    private void loop() throws IOException, GeneralSecurityException {
        long trafficNanos = 0;
        while (true) {
            if (selector.selectNow() > 0) {
                trafficNanos = System.nanoTime();
            } else if (System.nanoTime() - trafficNanos > AWAKE_NANOS) {
                selector.select(SELECT_MILLIS);
            }
            for (SelectionKey key : selector.selectedKeys()) {
                ((WhepViewer) key.attachment()).read(room);
            }
            selector.selectedKeys().clear();
            admitJoined();
            checkAll(System.nanoTime());
            obey();
        }
    }

    private void checkAll(long now) throws IOException, GeneralSecurityException {
        if (now - checkedNanos > CHECK_NANOS) {
            checkedNanos = now;
            for (WhepViewer viewer : viewers) {
                viewer.checkIfDue(now);
            }
        }
    }

    private void admitJoined() throws IOException {
        WhepConnection connection = joined.poll();
        while (connection != null) {
            WhepViewer viewer = new WhepViewer(connection, delays);
            viewer.channel().configureBlocking(false);
            viewer.channel().register(selector, SelectionKey.OP_READ, viewer);
            viewers.add(viewer);
            if (viewers.size() == count) {
                say("joined " + count);
            }
            connection = joined.poll();
        }
    }

    private void obey() {
        String command = commands.poll();
        long now = System.nanoTime();
        if ("mark".equals(command)) {
            viewers.forEach(viewer -> viewer.mark(now));
            delays.clear();
            say("marked");
        } else if ("report".equals(command)) {
            viewers.forEach(viewer -> say(viewer.report(now)));
            say(
                    String.format(
                            Locale.ROOT,
                            "latency p50_us=%.1f p99_us=%.1f max_us=%.1f%nend",
                            delays.micros(0.5),
                            delays.micros(0.99),
                            delays.micros(1)));
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println(line);
    }
}
