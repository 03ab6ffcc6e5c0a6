package org.yuanjian.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Visits each of many members once a round, a group of them at a time: one timer for all, and none
/// while there are no members. Event loop only.
public final class Rounds<T> {
    private final EventLoop loop;
    private final long visitMillis;
    private final Consumer<T> visitor;
    private final List<Set<T>> groups;
    private @Nullable ScheduledFuture<?> timer;
    private int nextGroup;
    private int turn;
    private int size;

    /// @param visitor may remove members, the one it visits too
    public Rounds(EventLoop loop, int roundMillis, int groups, Consumer<T> visitor) {
        this.loop = loop;
        this.visitMillis = roundMillis / groups;
        this.visitor = visitor;
        this.groups = Stream.<Set<T>>generate(LinkedHashSet::new).limit(groups).toList();
    }

    /// A member that is not one yet.
    public void add(T member) {
        groups.get(nextGroup).add(member);
        nextGroup = (nextGroup + 1) % groups.size();
        size++;
        if (timer == null) {
            timer =
                    loop.scheduleAtFixedRate(
                            this::visit, visitMillis, visitMillis, TimeUnit.MILLISECONDS);
        }
    }

    /// @return whether it was a member
    public boolean remove(T member) {
        boolean found = groups.stream().anyMatch(group -> group.remove(member));
        size -= found ? 1 : 0;
        if (size == 0 && timer != null) {
            timer.cancel(false);
            timer = null;
        }
        return found;
    }

    private void visit() {
        List.copyOf(groups.get(turn)).forEach(visitor);
        turn = (turn + 1) % groups.size();
    }
}
