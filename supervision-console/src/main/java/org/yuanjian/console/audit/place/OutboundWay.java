package org.yuanjian.console.audit.place;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/// The way out to a second place on the network: allowed addresses only, no redirects, and no
/// answer waited for without end.
final class OutboundWay {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Predicate<InetSocketAddress> allowed;
    private final HttpClient client;

    /// @param allowed the outbound allow-list
    /// @param tls whom to trust
    OutboundWay(Predicate<InetSocketAddress> allowed, SSLContext tls) {
        this.allowed = allowed;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(tls)
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(PATIENCE)
                        .build();
    }

    /// @throws IOException unless the answer's status is 200 to 299
    void send(HttpRequest request) throws IOException, InterruptedException {
        checkAddress(request.uri());
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode();
            if (status < 200 || status > 299) {
                throw new IOException(request.uri().getHost() + " answered " + status);
            }
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri().getHost() + " did not answer", e);
        }
    }

    /// All addresses of the name are asked about; the client takes one of these, as the JDK keeps
    /// them for longer than it takes to connect.
    private void checkAddress(URI address) throws IOException {
        int usual = address.getScheme().equals("https") ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? usual : address.getPort();
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            if (!allowed.test(new InetSocketAddress(each, port))) {
                throw new IOException(each.getHostAddress() + " is not on the outbound allow-list");
            }
        }
    }
}
