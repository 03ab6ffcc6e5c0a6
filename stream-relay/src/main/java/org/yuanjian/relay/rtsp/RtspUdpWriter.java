package org.yuanjian.relay.rtsp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;

/// One player over UDP: each packet of a burst is a datagram of its own, one flush per burst.
///
/// The GOP at the beginning goes out at a pace, as sockets on the way hold some two hundred
/// packets; what comes meanwhile waits behind it.
final class RtspUdpWriter extends StreamWriter implements AutoCloseable {
    static final int PACED_PACKETS = 5;
    static final long PACE_MILLIS = 1;

    private final PlayerPorts ports;
    private final ChannelMap channels;
    private final int queueBytes;
    private final Runnable onEnd;
    private final Deque<RtpBurst> waiting = new ArrayDeque<>();
    private @Nullable ScheduledFuture<?> pace;
    private int offset;
    private int waitingBytes;
    private int gopBytes;
    private boolean waitingForKeyFrame;
    private boolean ended;

    /// @param queueBytes the most that may wait behind the GOP before the player skips to the next
    ///   key frame; the bytes are the hub's own as long as it keeps them
    /// @param onEnd called when the stream's tracks are no longer those the player was told of
    RtspUdpWriter(
            EventLoop loop,
            PlayerPorts ports,
            ChannelMap channels,
            int queueBytes,
            Runnable onEnd) {
        super(loop);
        this.ports = ports;
        this.channels = channels;
        this.queueBytes = queueBytes;
        this.onEnd = onEnd;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        if (!channels.fits(tracks)) {
            end();
        }
    }

    @Override
    public void onGop(List<RtpBurst> gop) {
        if (!ended) {
            gop.forEach(burst -> enqueue(burst.retain()));
            gopBytes = waitingBytes;
            goOn();
        }
    }

    @Override
    public void onBurst(RtpBurst burst) {
        if (ended) {
            return;
        }
        if (waitingBytes > gopBytes + queueBytes) {
            // More comes than goes out.
            dropWaiting();
            waitingForKeyFrame = true;
        }
        boolean isBlocked = waiting.isEmpty() && !ports.isWritable();
        if (isBlocked || (waitingForKeyFrame && !burst.startsKeyFrame())) {
            waitingForKeyFrame = true;
            counters().dropped();
            return;
        }
        RtpBurst whole = waitingForKeyFrame ? burst.from(burst.keyFrameOffset()) : burst.retain();
        waitingForKeyFrame = false;
        if (waiting.isEmpty()) {
            send(whole);
        } else {
            enqueue(whole);
        }
    }

    private void enqueue(RtpBurst owned) {
        waitingBytes += owned.bytes();
        waiting.add(owned);
    }

    private void send(RtpBurst burst) {
        int sent = 0;
        for (int at = 0; at < burst.bytes(); at = PlayerPorts.next(burst, at)) {
            sent += ports.write(burst, at);
        }
        ports.flush();
        counters().sent(sent);
        burst.release();
    }

    private void goOn() {
        pace = null;
        int sent = 0;
        for (int i = 0; i < PACED_PACKETS && !waiting.isEmpty() && ports.isWritable(); i++) {
            sent += sendNext();
        }
        ports.flush();
        counters().sent(sent);
        if (!waiting.isEmpty()) {
            pace = loop().schedule(this::goOn, PACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// Sends the packet that is next; the last of the queue ends the pace.
    private int sendNext() {
        RtpBurst burst = waiting.getFirst();
        int sent = ports.write(burst, offset);
        offset = PlayerPorts.next(burst, offset);
        if (offset >= burst.bytes()) {
            waitingBytes -= burst.bytes();
            waiting.removeFirst().release();
            offset = 0;
        }
        return sent;
    }

    private void dropWaiting() {
        waiting.forEach(burst -> counters().dropped());
        letGo();
    }

    private void letGo() {
        waiting.forEach(RtpBurst::release);
        waiting.clear();
        offset = 0;
        waitingBytes = 0;
        if (pace != null) {
            pace.cancel(false);
            pace = null;
        }
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
        close();
        onEnd.run();
    }

    /// The player is gone; nothing is sent any more.
    @Override
    public void close() {
        ended = true;
        letGo();
    }
}
