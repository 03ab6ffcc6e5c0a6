package org.yuanjian.relay.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/// What the relay's HTTP port shows of itself over TLS. It can be replaced: each new connection
/// sees the latest, those that are open go on with theirs. Any thread.
public final class RelayCertificate {
    private static final long HANDSHAKE_SECONDS = 10;

    private volatile SslContext context;

    /// @param chain the node's own certificate first
    /// @throws IllegalArgumentException if the two do not make a server of TLS
    public RelayCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.context = context(key, chain);
    }

    /// Shows another one from now on; one that cannot be used changes nothing.
    public void replace(PrivateKey key, List<X509Certificate> chain) {
        context = context(key, chain);
    }

    private static SslContext context(PrivateKey key, List<X509Certificate> chain) {
        try {
            return SslContextBuilder.forServer(key, chain).protocols("TLSv1.3", "TLSv1.2").build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("no certificate of a server", e);
        }
    }

    SslHandler handler(ByteBufAllocator allocator) {
        SslHandler handler = context.newHandler(allocator);
        handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
        return handler;
    }
}
