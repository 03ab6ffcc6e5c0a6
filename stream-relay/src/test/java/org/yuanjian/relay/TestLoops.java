package org.yuanjian.relay;

import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.TimeUnit;

/// Ends the event loops of a test.
public final class TestLoops {
    private static final int HAND_OVERS = 3;

    private TestLoops() {}

    /// Lets the loops finish what they hand over to each other, then shuts them down: what a loop
    /// gives to one that has ended is lost, with the buffers in it.
    public static void shutDown(EventLoopGroup loops) {
        if (loops.isShuttingDown()) {
            return;
        }
        for (int i = 0; i < HAND_OVERS; i++) {
            for (EventExecutor loop : loops) {
                loop.submit(() -> {}).syncUninterruptibly();
            }
        }
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
