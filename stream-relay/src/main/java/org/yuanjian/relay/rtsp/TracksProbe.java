package org.yuanjian.relay.rtsp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.StreamFault;
import org.yuanjian.media.TrackFormat;
import org.yuanjian.relay.StreamWriter;

/// Opens a stream for a DESCRIBE and waits for what it holds: calls back once, with the tracks or
/// with what is wrong.
final class TracksProbe extends StreamWriter {
    private static final long WAIT_SECONDS = 8;

    private final Consumer<List<TrackFormat>> onKnown;
    private final Consumer<StreamFault> onFailed;
    private final ScheduledFuture<?> deadline;
    private StreamFault lastFault = new StreamFault(StreamFault.Kind.UNREACHABLE, "no answer yet");
    private boolean done;

    TracksProbe(
            EventLoop loop, Consumer<List<TrackFormat>> onKnown, Consumer<StreamFault> onFailed) {
        super(loop);
        this.onKnown = onKnown;
        this.onFailed = onFailed;
        this.deadline = loop.schedule(() -> fail(lastFault), WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public boolean isViewer() {
        return false;
    }

    @Override
    public void onTracks(List<TrackFormat> tracks) {
        if (finish()) {
            onKnown.accept(tracks);
        }
    }

    @Override
    public void onBurst(RtpBurst burst) {
        // The probe keeps the stream open between DESCRIBE and PLAY; the packets are others'.
    }

    @Override
    public void onFault(StreamFault fault) {
        lastFault = fault;
        boolean waitingIsVain =
                fault.kind() == StreamFault.Kind.UNKNOWN_STREAM
                        || fault.kind() == StreamFault.Kind.REFUSED_CREDENTIALS
                        || fault.kind() == StreamFault.Kind.OVERLOADED
                        || fault.kind() == StreamFault.Kind.LINE_FULL;
        if (waitingIsVain) {
            fail(fault);
        }
    }

    /// Nobody waits any more; no call back follows.
    void cancel() {
        finish();
    }

    private void fail(StreamFault fault) {
        if (finish()) {
            onFailed.accept(fault);
        }
    }

    private boolean finish() {
        boolean first = !done;
        done = true;
        deadline.cancel(false);
        return first;
    }
}
