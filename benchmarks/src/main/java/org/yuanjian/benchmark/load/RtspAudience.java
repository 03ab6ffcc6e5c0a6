package org.yuanjian.benchmark.load;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// Players over TCP that watch until they are turned out, and remember when that was.
public final class RtspAudience implements AutoCloseable {
    private static final int ROOM = 256 << 10;
    private static final long JOIN_SECONDS = 120;

    private final List<Socket> sockets = new ArrayList<>();
    private final CountDownLatch playing;
    private final CountDownLatch ended;
    private final AtomicLongArray endNanos;

    private RtspAudience(int viewers) {
        this.playing = new CountDownLatch(viewers);
        this.ended = new CountDownLatch(viewers);
        this.endNanos = new AtomicLongArray(viewers);
    }

    /// Joins one player for each URL; returns when each has got a first packet.
    public static RtspAudience join(List<String> urls) throws IOException, InterruptedException {
        RtspAudience audience = new RtspAudience(urls.size());
        for (int i = 0; i < urls.size(); i++) {
            audience.add(i, urls.get(i));
        }
        if (!audience.playing.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
            audience.close();
            throw new IOException(audience.playing.getCount() + " players got no picture");
        }
        return audience;
    }

    private void add(int viewer, String url) throws IOException {
        URI address = URI.create(url);
        Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
        socket.setReceiveBufferSize(ROOM);
        sockets.add(socket);
        Thread.ofVirtual().start(() -> watch(viewer, url, socket));
    }

    private void watch(int viewer, String url, Socket socket) {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            String control = url.substring(0, url.indexOf('?')) + "/trackID=0";
            ask(socket, in, "DESCRIBE " + url, 1, "");
            ask(
                    socket,
                    in,
                    "SETUP " + control,
                    2,
                    "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
            ask(socket, in, "PLAY " + url, 3, "");
            in.readByte();
            playing.countDown();
            byte[] room = new byte[ROOM];
            while (in.read(room) >= 0) {
                // Only that it comes matters.
            }
        } catch (IOException e) {
            // However the connection ends, the picture has.
        }
        endNanos.set(viewer, System.nanoTime());
        ended.countDown();
    }

    private static void ask(
            Socket socket, DataInputStream in, String request, int number, String fields)
            throws IOException {
        String text = request + " RTSP/1.0\r\nCSeq: " + number + "\r\n" + fields + "\r\n";
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        String head = head(in);
        if (!head.startsWith("RTSP/1.0 200 ")) {
            throw new IOException("refused: " + head.lines().findFirst().orElse(""));
        }
        int body = 0;
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                body = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skipNBytes(body);
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// When each was turned out, by [System#nanoTime]; waits for all, but not longer than so.
    ///
    /// @return of those that were
    public List<Long> ends(long seconds) throws InterruptedException {
        boolean all = ended.await(seconds, TimeUnit.SECONDS);
        List<Long> ends = new ArrayList<>();
        for (int i = 0; i < endNanos.length(); i++) {
            if (all || endNanos.get(i) != 0) {
                ends.add(endNanos.get(i));
            }
        }
        return ends;
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone already.
            }
        }
    }
}
