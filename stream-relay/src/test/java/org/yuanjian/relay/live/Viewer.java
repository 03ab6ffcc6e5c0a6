package org.yuanjian.relay.live;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A viewer that writes down what it is sent: texts as they are, of binaries the first box's type.
final class Viewer implements WebSocket.Listener, AutoCloseable {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final WebSocket socket;

    Viewer(HttpClient client, URI address) throws Exception {
        socket = client.newWebSocketBuilder().buildAsync(address, this).get(20, TimeUnit.SECONDS);
    }

    void say(String message) throws Exception {
        socket.sendText(message, true).get(20, TimeUnit.SECONDS);
    }

    /// The next message, or nothing after a generous time.
    @Nullable String next() throws InterruptedException {
        return messages.poll(20, TimeUnit.SECONDS);
    }

    /// The next message that begins so; fails when none comes.
    String next(String start) throws InterruptedException {
        @Nullable String message = next();
        while (message != null && !message.startsWith(start)) {
            message = next();
        }
        if (message == null) {
            throw new AssertionError("no " + start);
        }
        return message;
    }

    /// All binaries that have come, one behind the other.
    byte[] file() {
        synchronized (file) {
            return file.toByteArray();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            synchronized (file) {
                file.writeBytes(binary.toByteArray());
            }
            messages.add(new String(binary.toByteArray(), 4, 4, StandardCharsets.US_ASCII));
            binary.reset();
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
