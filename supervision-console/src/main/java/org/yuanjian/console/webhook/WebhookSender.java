package org.yuanjian.console.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// Posts one message to another system over HTTP/1.1. The address is resolved, checked, and that
/// very address dialled; a redirect is an answer like any other. Of the answer only the status
/// counts, and no more than its head is read. Blocks; any thread.
final class WebhookSender implements AutoCloseable {
    private final Predicate<InetSocketAddress> allowed;
    private final boolean isPlainAllowed;
    private final SSLSocketFactory tls;
    private final Duration patience;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("webhook-watch").factory());

    /// @param allowed asked with the very address that is dialled next
    /// @param isPlainAllowed whether a loopback address may be reached without TLS
    /// @param patience the longest one attempt takes, all in all
    WebhookSender(
            Predicate<InetSocketAddress> allowed,
            boolean isPlainAllowed,
            SSLSocketFactory tls,
            Duration patience) {
        this.allowed = allowed;
        this.isPlainAllowed = isPlainAllowed;
        this.tls = tls;
        this.patience = patience;
    }

    /// Whether the address may be dialled as things are now: `none` if it may, else why not.
    String check(WebhookAddress address) {
        try {
            Optional<InetSocketAddress> resolved = address.resolve(this::mayDial);
            return resolved.isPresent() && maySpeak(address, resolved.get())
                    ? "none"
                    : "notAllowed";
        } catch (UnknownHostException e) {
            return "address";
        }
    }

    private boolean mayDial(InetSocketAddress address) {
        return allowed.test(address) && !address.getAddress().isAnyLocalAddress();
    }

    private boolean maySpeak(WebhookAddress address, InetSocketAddress resolved) {
        return address.isSecure() || (isPlainAllowed && resolved.getAddress().isLoopbackAddress());
    }

    Attempt send(WebhookAddress address, Map<String, String> headers, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        InetSocketAddress there;
        try {
            Optional<InetSocketAddress> resolved = address.resolve(this::mayDial);
            if (resolved.isEmpty() || !maySpeak(address, resolved.get())) {
                return Attempt.failed("notAllowed");
            }
            there = resolved.get();
        } catch (UnknownHostException e) {
            return Attempt.failed("address");
        }
        AtomicBoolean late = new AtomicBoolean();
        try (Socket socket = new Socket()) {
            Future<?> end =
                    watch.schedule(() -> cut(socket, late), millis(), TimeUnit.MILLISECONDS);
            try {
                socket.connect(there, Math.toIntExact(millis()));
                return exchange(socket, address, head(address, headers, body.length), body);
            } finally {
                end.cancel(false);
            }
        } catch (SocketTimeoutException e) {
            return Attempt.failed("timeout");
        } catch (SSLException e) {
            return Attempt.failed(late.get() ? "timeout" : "tls");
        } catch (IOException e) {
            return Attempt.failed(late.get() ? "timeout" : "unreachable");
        }
    }

    private long millis() {
        return patience.toMillis();
    }

    private static void cut(Socket socket, AtomicBoolean late) {
        late.set(true);
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private static byte[] head(WebhookAddress address, Map<String, String> headers, int length) {
        StringBuilder head = new StringBuilder("POST ").append(address.target());
        head.append(" HTTP/1.1\r\nHost: ").append(address.authority());
        head.append("\r\nUser-Agent: Yuanjian\r\nConnection: close\r\nContent-Length: ");
        head.append(length).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private Attempt exchange(Socket socket, WebhookAddress address, byte[] head, byte[] body)
            throws IOException {
        Socket spoken = address.isSecure() ? secured(socket, address) : socket;
        OutputStream out = spoken.getOutputStream();
        out.write(head);
        out.write(body);
        out.flush();
        int status = new AnswerHead(spoken.getInputStream()).status();
        return status == 0 ? Attempt.failed("answer") : Attempt.answered(status);
    }

    /// The name is checked against the certificate; the address dialled is the one that was
    /// allowed.
    private Socket secured(Socket socket, WebhookAddress address) throws IOException {
        SSLSocket secured =
                (SSLSocket) tls.createSocket(socket, address.host(), address.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
