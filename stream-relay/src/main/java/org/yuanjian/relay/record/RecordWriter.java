package org.yuanjian.relay.record;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.OptionalLong;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;

/// A clip's place at its stream: demand of its own, so that the stream goes on though whoever
/// ordered the clip looks no longer. Hands everything on to the clip's thread.
final class RecordWriter extends StreamWriter {
    private final ClipQueue queue;
    private final long sinceNanos;

    /// @param sinceNanos from which moment on it wants what came, `System.nanoTime`
    RecordWriter(EventLoop loop, ClipQueue queue, long sinceNanos) {
        super(loop);
        this.queue = queue;
        this.sinceNanos = sinceNanos;
    }

    @Override
    public boolean isViewer() {
        return false;
    }

    @Override
    public OptionalLong wantsSince() {
        return OptionalLong.of(sinceNanos);
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        queue.put(new ClipQueue.Tracks(tracks));
    }

    @Override
    public void onGop(List<RtpBurst> past) {
        queue.past(past);
    }

    @Override
    public void onBurst(RtpBurst burst) {
        queue.offer(burst);
    }

    @Override
    public void onFault(StreamFault fault) {
        queue.put(new ClipQueue.Lost(fault));
    }

    @Override
    public void onExpelled() {
        queue.put(new ClipQueue.Stop());
    }
}
