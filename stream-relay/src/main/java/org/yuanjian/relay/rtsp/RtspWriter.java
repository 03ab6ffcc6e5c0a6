package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.List;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;

/// One player over TCP: every burst goes out in one write, as it lies in the hub's buffer.
///
/// What waits for the socket is bounded by its high-water mark; beyond it the player skips to the
/// next key frame.
final class RtspWriter extends StreamWriter {
    private final EagerSocket socket;
    private final ChannelMap channels;
    private final Runnable onEnd;
    private boolean waitingForKeyFrame;
    private boolean ended;

    /// @param onEnd called when the stream's tracks are no longer those the player was told of
    RtspWriter(Channel channel, ChannelMap channels, Runnable onEnd) {
        super(channel.eventLoop());
        this.socket = new EagerSocket(channel);
        this.channels = channels;
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
        if (!ended) {
            gop.forEach(burst -> socket.queue(count(channels.map(burst))));
            socket.flush();
        }
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (ended) {
            return;
        }
        if (!socket.isWritable() || (waitingForKeyFrame && !burst.startsKeyFrame())) {
            waitingForKeyFrame = true;
            counters().dropped();
        } else if (waitingForKeyFrame) {
            waitingForKeyFrame = false;
            RtpBurst rest = burst.from(burst.keyFrameOffset());
            write(rest);
            rest.release();
        } else {
            write(burst);
        }
    }

    private void write(RtpBurst burst) {
        if (channels.isIdentity()) {
            socket.write(count(burst.frames()));
        } else {
            ByteBuf mapped = channels.map(burst);
            socket.write(count(mapped));
            mapped.release();
        }
    }

    private ByteBuf count(ByteBuf frames) {
        counters().sent(frames.readableBytes());
        return frames;
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
