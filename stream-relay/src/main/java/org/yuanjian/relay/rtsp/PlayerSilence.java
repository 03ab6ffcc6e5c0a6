package org.yuanjian.relay.rtsp;

import io.netty.channel.Channel;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ends a connection of which nothing whole has been heard for too long: bytes that make no message
/// do not count, however steadily they drip. Event loop only.
final class PlayerSilence {
    /// For [#allow].
    static final int FOR_EVER = 0;

    private final Channel channel;
    private @Nullable ScheduledFuture<?> deadline;
    private int seconds;

    PlayerSilence(Channel channel) {
        this.channel = channel;
    }

    /// From now on silence may last so long, or [#FOR_EVER].
    void allow(int allowedSeconds) {
        seconds = allowedSeconds;
        heard();
    }

    /// The player has said something; silence counts anew.
    void heard() {
        end();
        if (seconds != FOR_EVER) {
            deadline =
                    channel.eventLoop().schedule(() -> channel.close(), seconds, TimeUnit.SECONDS);
        }
    }

    void end() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
