package org.yuanjian.relay.rtsp.client;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.yuanjian.relay.Rounds;

/// Reads connections that nobody waits for ten times a second, a few at a time, instead of whenever
/// something comes: a read costs much the same for one packet as for ten. Event loop only.
final class ReadRounds {
    private static final int ROUND_MILLIS = 100;
    private static final int GROUPS = 50;

    private final Rounds<Channel> rounds;

    ReadRounds(EventLoop loop) {
        this.rounds = new Rounds<>(loop, ROUND_MILLIS, GROUPS, this::visit);
    }

    private void visit(Channel channel) {
        if (channel.isActive()) {
            channel.read();
        } else {
            rounds.remove(channel);
        }
    }

    /// From now on the connection is read in rounds, until removed or closed. Harmless when done
    /// twice.
    void add(Channel channel) {
        if (!channel.config().isAutoRead() || !channel.isActive()) {
            return;
        }
        channel.config().setAutoRead(false);
        rounds.add(channel);
    }

    /// From now on the connection is read as soon as something comes; what waits, at once.
    void remove(Channel channel) {
        if (rounds.remove(channel)) {
            channel.config().setAutoRead(true);
        }
    }
}
