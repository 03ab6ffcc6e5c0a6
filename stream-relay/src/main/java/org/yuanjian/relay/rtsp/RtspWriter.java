package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.List;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.media.rtsp.RtspMessageEncoder;
import org.yuanjian.relay.StreamWriter;

/// One player over TCP: every burst goes out in one write, as it lies in the hub's buffer.
///
/// The socket's queue is bounded by its high-water mark; beyond it the player skips to the next key
/// frame.
final class RtspWriter extends StreamWriter {
    private final Channel channel;
    private final ChannelHandlerContext out;
    private final ChannelMap channels;
    private final ChannelPromise ignored;
    private final Runnable onEnd;
    private boolean waitingForKeyFrame;
    private boolean ended;

    /// @param onEnd called when the stream's tracks are no longer those the player was told of
    RtspWriter(Channel channel, ChannelMap channels, Runnable onEnd) {
        super(channel.eventLoop());
        this.channel = channel;
        // Framed packets enter the pipeline behind the encoder, which has nothing to do with them.
        this.out = channel.pipeline().context(RtspMessageEncoder.class);
        this.channels = channels;
        this.ignored = channel.voidPromise();
        this.onEnd = onEnd;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        if (!channels.fits(tracks)) {
            end();
        }
    }

    /// Goes out whole, though it may be more than the queue holds: part of it would show a picture
    /// that stands still until the next key frame. The bytes are the hub's own.
    @Override
    public void onGop(List<RtpBurst> gop) {
        gop.forEach(this::put);
        out.flush();
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (write(burst)) {
            out.flush();
        }
    }

    private boolean write(RtpBurst burst) {
        boolean full = !channel.isWritable();
        if (full || (waitingForKeyFrame && !burst.startsKeyFrame())) {
            waitingForKeyFrame = true;
            counters().dropped();
            return false;
        }
        put(burst);
        return true;
    }

    private void put(RtpBurst burst) {
        if (ended) {
            return;
        }
        ByteBuf frames = waitingForKeyFrame ? fromKeyFrame(burst) : channels.map(burst);
        waitingForKeyFrame = false;
        counters().sent(frames.readableBytes());
        out.write(frames, ignored);
    }

    private ByteBuf fromKeyFrame(RtpBurst burst) {
        RtpBurst rest = burst.from(burst.keyFrameOffset());
        try {
            return channels.map(rest);
        } finally {
            rest.release();
        }
    }

    /// The camera may come back; a player that waits sees the picture go on.
    @Override
    public void onFault(StreamFault fault) {
        if (fault.kind() == StreamFault.Kind.UNKNOWN_STREAM) {
            end();
        }
    }

    @Override
    public void onExpelled() {
        end();
    }

    private void end() {
        ended = true;
        onEnd.run();
    }
}
