package org.yuanjian.relay;

/// A writer's place at a stream. May be used from any thread.
public interface Subscription {
    /// Takes the writer off the stream; harmless when done twice. No call to the writer follows
    /// once its loop has run it.
    void leave();

    /// Asks the camera for a key frame, all viewers of a stream together at most once per second.
    void requestKeyFrame();

    /// Where a writer that serves many counts each of them as a viewer of the stream.
    HubMeter meter();
}
