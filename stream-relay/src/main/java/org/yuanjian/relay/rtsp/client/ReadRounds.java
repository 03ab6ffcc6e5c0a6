package org.yuanjian.relay.rtsp.client;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads connections that nobody waits for ten times a second, a few at a time, instead of whenever
/// something comes: a read costs much the same for one packet as for ten. Event loop only.
final class ReadRounds {
    private static final int GROUPS = 25;
    private static final long VISIT_MILLIS = 100 / GROUPS;

    private final EventLoop loop;
    private final List<Set<Channel>> groups =
            Stream.<Set<Channel>>generate(LinkedHashSet::new).limit(GROUPS).toList();
    private @Nullable ScheduledFuture<?> timer;
    private int nextGroup;
    private int turn;
    private int size;

    ReadRounds(EventLoop loop) {
        this.loop = loop;
    }

    /// From now on the connection is read in rounds, until removed or closed. Harmless when done
    /// twice.
    void add(Channel channel) {
        if (!channel.config().isAutoRead() || !channel.isActive()) {
            return;
        }
        channel.config().setAutoRead(false);
        groups.get(nextGroup).add(channel);
        nextGroup = (nextGroup + 1) % GROUPS;
        size++;
        channel.closeFuture().addListener(_ -> forget(channel));
        if (timer == null) {
            timer =
                    loop.scheduleAtFixedRate(
                            this::visit, VISIT_MILLIS, VISIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /// From now on the connection is read as soon as something comes; what waits, at once.
    void remove(Channel channel) {
        if (forget(channel)) {
            channel.config().setAutoRead(true);
        }
    }

    private boolean forget(Channel channel) {
        boolean found = groups.stream().anyMatch(group -> group.remove(channel));
        size -= found ? 1 : 0;
        if (size == 0 && timer != null) {
            timer.cancel(false);
            timer = null;
        }
        return found;
    }

    private void visit() {
        groups.get(turn).forEach(Channel::read);
        turn = (turn + 1) % GROUPS;
    }
}
