package org.yuanjian.relay.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.List;

/// Answers the requests below one path of the relay's HTTP port.
public interface HttpEndpoint {
    /// All it answers; of two that lead to a path the first counts.
    List<Route> routes();

    /// Answers one request of its routes, now or later, on the connection's event loop. The request
    /// is the server's and released after the call. An endpoint may take the connection over
    /// (WebSocket); the server then sends nothing more on it.
    void handle(ChannelHandlerContext context, FullHttpRequest request);
}
