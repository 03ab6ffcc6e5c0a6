package org.yuanjian.relay;

import io.netty.channel.EventLoop;

/// A sink's place at a stream's tap.
public interface TapSubscription extends Subscription {
    /// The loop the sink's calls come on.
    EventLoop loop();
}
