package org.yuanjian.benchmark.fleet;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/// Sends packets within the RTSP connection (RFC 2326 §10.12), one write for each picture.
final class InterleavedPort implements MediaPort {
    private final ChannelHandlerContext context;

    /// @param context of the handler nearest to the socket, so that packets pass no other
    InterleavedPort(ChannelHandlerContext context) {
        this.context = context;
    }

    @Override
    public boolean isFull() {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        // A closed socket is not full; its session ends by itself.
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }

    @Override
    public boolean isByteStream() {
        return true;
    }

    @Override
    public void send(ByteBuf frames) {
        context.writeAndFlush(frames, context.voidPromise());
    }

    @Override
    public void close() {
        // The connection closes itself.
    }
}
