package org.yuanjian.console.oidc;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.yuanjian.console.setting.OidcSettings;

/// The way to the service: allowed addresses only, TLS but on this machine, no redirects, and an
/// answer of bounded size within bounded time. Blocks; any thread.
final class ProviderCalls implements HTTPRequestSender, ResourceRetriever, AutoCloseable {
    static final int LONGEST_ANSWER = 256 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int OK = 200;
    private static final String CONTENT_TYPE = "Content-Type";

    private final Predicate<InetSocketAddress> allowed;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(PATIENCE)
                    .build();

    /// @param allowed the outbound allow-list
    ProviderCalls(Predicate<InetSocketAddress> allowed) {
        this.allowed = allowed;
    }

    @Override
    public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest asked) throws IOException {
        check(asked.getURI());
        HttpRequest.Builder request = HttpRequest.newBuilder(asked.getURI());
        asked.getHeaderMap()
                .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        String body = asked.getBody();
        request.method(
                asked.getMethod().name(),
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body));
        HttpResponse<String> got = exchange(request.build());
        HTTPResponse answer = new HTTPResponse(got.statusCode());
        got.headers()
                .firstValue(CONTENT_TYPE)
                .ifPresent(type -> answer.setHeader(CONTENT_TYPE, type));
        answer.setBody(got.body());
        return answer;
    }

    /// The keys the service signs with.
    @Override
    public Resource retrieveResource(URL address) throws IOException {
        URI uri;
        try {
            uri = address.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("no address of keys", e);
        }
        check(uri);
        HttpResponse<String> got = exchange(HttpRequest.newBuilder(uri).build());
        if (got.statusCode() != OK) {
            throw new IOException(uri.getHost() + " answered " + got.statusCode());
        }
        return new Resource(got.body(), got.headers().firstValue(CONTENT_TYPE).orElse(""));
    }

    /// All addresses of the name are asked about; the client takes one of these, as the JDK keeps
    /// them for longer than it takes to connect.
    private void check(URI address) throws IOException {
        if (!OidcSettings.isSafe(address)) {
            throw new IOException("neither https nor this machine");
        }
        int usual = "https".equals(address.getScheme()) ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? usual : address.getPort();
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            if (!allowed.test(new InetSocketAddress(each, port))) {
                throw new IOException(each.getHostAddress() + " is not on the outbound allow-list");
            }
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(
                        request,
                        BodyHandlers.limiting(
                                BodyHandlers.ofString(StandardCharsets.UTF_8), LONGEST_ANSWER));
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri().getHost() + " did not answer", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
