package org.yuanjian.console.tour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Holds what pages say of their looks against the server's clock: a page has sixteen cells at
/// most, so that no more than sixteen times the time that has passed can have been looked at. Any
/// thread.
final class LookTimes {
    private static final int MOST = 2_000;
    private static final int CELLS = 16;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// What a page may have to say when it is heard of first.
    private static final Duration FIRST = Duration.ofSeconds(30);

    private final Map<String, Left> left =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Left> eldest) {
                    return size() > MOST;
                }
            };

    /// @param millis of all cells together that may still be told of the time before
    private record Left(long millis, Instant at) {}

    /// What of it can be.
    ///
    /// @param session whose page it is
    synchronized List<Look> possible(String session, List<Look> looks, Instant now) {
        long room = room(session, now);
        List<Look> possible = new ArrayList<>();
        for (Look look : looks) {
            long millis = Math.min(look.millis(), room);
            room -= millis;
            possible.add(Look.of(look.point(), millis, look.why()));
        }
        left.put(session, new Left(room, now));
        return possible;
    }

    private long room(String session, Instant now) {
        Left before = left.get(session);
        if (before == null) {
            return FIRST.toMillis() * CELLS;
        }
        long passed = Math.max(0, Duration.between(before.at(), now).toMillis());
        return Math.min(before.millis() + passed * CELLS, LONGEST.toMillis() * CELLS);
    }
}
