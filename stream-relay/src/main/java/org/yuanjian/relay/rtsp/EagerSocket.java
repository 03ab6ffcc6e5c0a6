package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.relay.NettyTransport;

/// A player's TCP socket that is offered bytes at once; only what the kernel does not take goes
/// into the channel's queue. Most writes fit, and then cost one system call and no object: no
/// slice, no entry in the queue, no flush. The order is that of the channel's own writes, whose
/// water marks bound the queue. The channel's event loop only.
final class EagerSocket {
    private final Channel channel;
    private final ChannelHandlerContext out;
    private final ChannelPromise ignored;
    private final @Nullable Socket socket;

    EagerSocket(Channel channel) {
        this.channel = channel;
        // Framed packets enter the pipeline behind the encoder, which has nothing to do with them.
        this.out = channel.pipeline().context(RtspMessageEncoder.class);
        this.ignored = channel.voidPromise();
        this.socket =
                channel instanceof UnixChannel unix && unix.fd() instanceof Socket own ? own : null;
    }

    /// Whether the queue takes more.
    boolean isWritable() {
        return channel.isWritable();
    }

    /// Writes all that is readable of `bytes`, which is borrowed and keeps its indices.
    void write(ByteBuf bytes) {
        int written = offer(bytes);
        if (written < bytes.readableBytes()) {
            int from = bytes.readerIndex() + written;
            queue(bytes.retainedSlice(from, bytes.readableBytes() - written));
            flush();
        }
    }

    private int offer(ByteBuf bytes) {
        Socket open = socket;
        boolean isNext = NettyTransport.isQueueEmpty(channel) && channel.isActive();
        if (open == null || !isNext || !bytes.hasMemoryAddress()) {
            return 0;
        }
        try {
            return open.sendAddress(
                    bytes.memoryAddress(), bytes.readerIndex(), bytes.writerIndex());
        } catch (IOException e) {
            // The player is gone; whoever holds the channel hears of it by its end.
            channel.close();
            return bytes.readableBytes();
        }
    }

    /// Puts bytes, taken over, behind those that wait; they go out with [#flush].
    void queue(ByteBuf bytes) {
        out.write(bytes, ignored);
    }

    void flush() {
        out.flush();
    }
}
