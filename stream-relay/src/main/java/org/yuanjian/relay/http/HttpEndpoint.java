package org.yuanjian.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;

/// Answers the requests below one path of the relay's HTTP port.
public interface HttpEndpoint {
    /// The first path segment it answers, such as `whep`.
    String root();

    /// Answers one request, now or later, on the connection's event loop. The request is the
    /// server's and released after the call. An endpoint may take the connection over (WebSocket);
    /// the server then sends nothing more on it.
    void handle(ChannelHandlerContext context, FullHttpRequest request);
}
