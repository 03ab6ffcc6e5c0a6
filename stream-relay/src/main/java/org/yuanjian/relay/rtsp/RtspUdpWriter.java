package org.yuanjian.relay.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;
import org.yuanjian.relay.UdpPortPair;

/// One player over UDP: each packet of a burst is a datagram of its own, one flush per burst.
final class RtspUdpWriter extends StreamWriter {
    private final UdpPortPair sockets;
    private final InetSocketAddress[] rtp;
    private final InetSocketAddress[] rtcp;
    private final ChannelMap channels;
    private final Runnable onEnd;
    private boolean waitingForKeyFrame;
    private boolean ended;

    /// @param ports the player's RTP port of each track; 0 for tracks not set up
    RtspUdpWriter(
            EventLoop loop,
            UdpPortPair sockets,
            InetAddress player,
            int[] ports,
            ChannelMap channels,
            Runnable onEnd) {
        super(loop);
        this.sockets = sockets;
        this.channels = channels;
        this.onEnd = onEnd;
        this.rtp = new InetSocketAddress[ports.length];
        this.rtcp = new InetSocketAddress[ports.length];
        for (int track = 0; track < ports.length; track++) {
            if (ports[track] > 0) {
                rtp[track] = new InetSocketAddress(player, ports[track]);
                rtcp[track] = new InetSocketAddress(player, ports[track] + 1);
            }
        }
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        if (!channels.fits(tracks)) {
            end();
        }
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (ended) {
            return;
        }
        if (!sockets.isWritable() || (waitingForKeyFrame && !burst.startsKeyFrame())) {
            waitingForKeyFrame = true;
            counters().dropped();
        } else if (waitingForKeyFrame) {
            waitingForKeyFrame = false;
            RtpBurst rest = burst.from(burst.keyFrameOffset());
            send(rest);
            rest.release();
        } else {
            send(burst);
        }
    }

    private void send(RtpBurst burst) {
        ByteBuf frames = burst.frames();
        burst.forEach((channel, index, length) -> {
            boolean isRtcp = (channel & 1) != 0;
            @Nullable InetSocketAddress to = isRtcp ? rtcp[channel >> 1] : rtp[channel >> 1];
            if (to != null) {
                sockets.write(isRtcp, frames.retainedSlice(index, length), to);
                counters().sent(length);
            }
        });
        sockets.flush();
    }

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
