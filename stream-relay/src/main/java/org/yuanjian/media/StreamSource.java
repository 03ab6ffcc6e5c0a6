package org.yuanjian.media;

import io.netty.channel.EventLoop;

/// Brings one stream in: a camera over RTSP, a phone over WHIP, another node.
///
/// [#start] and [#stop] may be called from any thread, each once. The source lives on the event
/// loop it is given and calls its receiver there. It comes back by itself with back-off when the
/// stream is lost, until stopped.
public interface StreamSource {
    /// Opens the stream in the background.
    void start(EventLoop loop, Receiver receiver);

    /// Lets the stream go; no call to the receiver follows once the event loop has run it.
    void stop();

    /// Asks the camera for a key frame, at most as often as the source allows; harmless if the
    /// camera cannot.
    void requestKeyFrame();

    /// How the stream is reached may have changed: looks it up anew. If it has changed, or the
    /// source waits, it dials at once; else what plays goes on.
    default void reopen() {}

    /// A viewer waits: a dial goes before those that nobody waits for, and comes now where it would
    /// come later by back-off.
    void hasten();

    /// Whether anybody watches; at the start nobody does. What nobody watches may come later and
    /// more of it at once.
    default void watched(boolean isWatched) {}

    /// Packets dropped since the start because they were none of this stream's. Any thread.
    default long malformedPackets() {
        return 0;
    }

    /// Packets dropped since the start because they came when it was too late. Any thread.
    default long latePackets() {
        return 0;
    }

    /// What a source tells about its stream.
    interface Receiver extends RtpSink {
        /// The stream cannot be had at present; the source goes on trying unless the fault is one
        /// that waiting cannot mend.
        void onLost(StreamFault fault);
    }
}
