package org.yuanjian.relay.webrtc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One ICE-TCP connection (RFC 6544): frames of RFC 4571 in, each handled as a datagram. A
/// connection that proves no viewer within five seconds is closed.
final class TcpReceiver extends LengthFieldBasedFrameDecoder {
    private static final int MAX_FRAME_BYTES = 2048;
    private static final int PROOF_SECONDS = 5;

    private final PeerTable peers;
    private @Nullable TcpPath path;

    TcpReceiver(PeerTable peers) {
        super(MAX_FRAME_BYTES, 0, TcpPath.LENGTH_BYTES, 0, TcpPath.LENGTH_BYTES, true);
        this.peers = peers;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        path = new TcpPath(context.channel());
        context.executor().schedule(() -> closeStranger(context), PROOF_SECONDS, TimeUnit.SECONDS);
        context.fireChannelActive();
    }

    private void closeStranger(ChannelHandlerContext context) {
        if (path == null || peers.at(path) == null) {
            context.close();
        }
    }

    @Override
    protected @Nullable Object decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
        Object frame = super.decode(context, in);
        if (frame instanceof ByteBuf datagram) {
            try {
                TcpPath from = path;
                if (from != null) {
                    InetSocketAddress source =
                            (InetSocketAddress) context.channel().remoteAddress();
                    peers.receive(datagram, from, source);
                }
            } finally {
                datagram.release();
            }
        }
        return null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        if (path != null) {
            peers.unbind(path);
        }
        super.channelInactive(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
