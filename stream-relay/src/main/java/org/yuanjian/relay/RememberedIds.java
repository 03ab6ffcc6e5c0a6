package org.yuanjian.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// A bounded number of ids, each remembered until an instant and a little longer. Any thread.
final class RememberedIds {
    /// A clock may be set back by so much.
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final int most;
    private final Map<String, Instant> untilById = new LinkedHashMap<>();

    RememberedIds(int most) {
        this.most = most;
    }

    /// Remembers an id; false if it is remembered already, or there is no room for it.
    synchronized boolean add(String id, Instant until, Instant now) {
        forgetBefore(now.minus(MARGIN));
        return untilById.size() < most && untilById.putIfAbsent(id, until) == null;
    }

    synchronized boolean contains(String id) {
        return untilById.containsKey(id);
    }

    synchronized int size() {
        return untilById.size();
    }

    /// In the order they came, which is that in which they end, or nearly.
    private void forgetBefore(Instant instant) {
        Iterator<Instant> ends = untilById.values().iterator();
        while (ends.hasNext() && ends.next().isBefore(instant)) {
            ends.remove();
        }
    }
}
