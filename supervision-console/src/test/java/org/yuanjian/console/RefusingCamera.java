package org.yuanjian.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A camera, by RTSP and HTTP alike, that asks for a password in clear text and likes none.
final class RefusingCamera implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> credentials = new LinkedBlockingQueue<>();

    RefusingCamera() throws IOException {
        Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// Waits until credentials came, as they stand in the header.
    @Nullable String credentials() throws InterruptedException {
        return credentials.poll(20, TimeUnit.SECONDS);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> refuse(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void refuse(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String protocol = "RTSP/1.0";
            String sequence = "";
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.contains(" HTTP/1.1")) {
                    protocol = "HTTP/1.1";
                } else if (line.startsWith("CSeq")) {
                    sequence = line + "\r\n";
                } else if (line.startsWith("Authorization: Basic")) {
                    credentials.add(line);
                } else if (line.isEmpty()) {
                    answer(socket, protocol, sequence);
                }
            }
        } catch (IOException e) {
            // The other side has gone.
        }
    }

    private static void answer(Socket socket, String protocol, String sequence) throws IOException {
        String answer =
                protocol
                        + " 401 Unauthorized\r\n"
                        + sequence
                        + "WWW-Authenticate: Basic realm=\"camera\"\r\nContent-Length: 0\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
