package org.yuanjian.benchmark.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/// Six ports in a row for a demo or a console, below those the system gives away.
public final class FreePorts {
    private static final int FIRST = 31_000;
    private static final int LAST = 32_700;
    private static final int COUNT = 6;

    private FreePorts() {}

    /// The first of them.
    public static int find() throws IOException {
        for (int port = FIRST; port < LAST; port += COUNT) {
            if (areFree(port)) {
                return port;
            }
        }
        throw new IOException("no six free ports");
    }

    static boolean areFree(int first) {
        return IntStream.range(first, first + COUNT).allMatch(FreePorts::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port);
                DatagramSocket _ = new DatagramSocket(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
