package org.yuanjian.relay.webrtc;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Visits every viewer once a second, a twentieth of them at a time: one timer for all, and what a
/// visit sends goes out in one call for the whole group. Event loop only.
final class PeerRounds {
    private static final int GROUPS = 20;
    private static final long VISIT_MILLIS = 1_000 / GROUPS;

    private final EventLoop loop;
    private final List<Set<PeerConnection>> groups =
            Stream.<Set<PeerConnection>>generate(LinkedHashSet::new).limit(GROUPS).toList();
    private @Nullable ScheduledFuture<?> timer;
    private int nextGroup;
    private int turn;
    private int size;

    PeerRounds(EventLoop loop) {
        this.loop = loop;
    }

    void add(PeerConnection peer) {
        groups.get(nextGroup).add(peer);
        nextGroup = (nextGroup + 1) % GROUPS;
        size++;
        if (timer == null) {
            timer =
                    loop.scheduleAtFixedRate(
                            this::visit, VISIT_MILLIS, VISIT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void remove(PeerConnection peer) {
        for (Set<PeerConnection> group : groups) {
            size -= group.remove(peer) ? 1 : 0;
        }
        if (size == 0 && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void visit() {
        long now = System.nanoTime();
        List.copyOf(groups.get(turn)).forEach(peer -> peer.tick(now));
        turn = (turn + 1) % GROUPS;
    }
}
