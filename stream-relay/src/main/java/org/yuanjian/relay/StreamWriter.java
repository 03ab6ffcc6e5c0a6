package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.OptionalLong;
import org.yuanjian.media.RtpBurst;
import org.yuanjian.media.RtpSink;
import org.yuanjian.media.StreamFault;

/// A sink with a life and counters: one viewer, or one tap that serves many.
///
/// Every method below is called on [#loop]: first [#onTracks], then [#onGop] if the stream is warm,
/// then bursts. A writer that cannot keep up drops by itself, to the next key frame, and counts; it
/// never blocks and never throws.
public abstract class StreamWriter implements RtpSink {
    private final EventLoop loop;
    private final WriterCounters counters = new WriterCounters();

    protected StreamWriter(EventLoop loop) {
        this.loop = loop;
    }

    /// The event loop all calls come on.
    public final EventLoop loop() {
        return loop;
    }

    public final WriterCounters counters() {
        return counters;
    }

    /// Whether this writer counts as a viewer in metrics; taps that serve viewers elsewhere say no,
    /// those viewers are counted one by one ([Subscription#meter]). Every writer is demand.
    public boolean isViewer() {
        return true;
    }

    /// Whether a viewer sees what this writer gets as it gets it; who must connect first tells the
    /// meter by itself when it has a picture ([HubMeter#firstPicture]).
    public boolean showsAtOnce() {
        return isViewer();
    }

    /// How far back this writer wants what came before it, `System.nanoTime`; empty: the current
    /// GOP. Who says a moment gets in [#onGop] what is kept of the stream from the key frame before
    /// it on, each burst with its time, and nothing if nothing is kept.
    public OptionalLong wantsSince() {
        return OptionalLong.empty();
    }

    /// What is cached of the current GOP, in order, starting with its key frame. Bursts are
    /// borrowed.
    public void onGop(List<RtpBurst> gop) {
        gop.forEach(this::onBurst);
    }

    /// This writer threw and gets nothing more; its owner shall end what hangs on it.
    public void onExpelled() {}

    /// The stream is lost at present, or cannot be had; bursts may come again.
    public abstract void onFault(StreamFault fault);
}
