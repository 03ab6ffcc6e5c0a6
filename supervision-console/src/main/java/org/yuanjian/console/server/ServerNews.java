package org.yuanjian.console.server;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;
import org.yuanjian.console.notice.Standing;

/// Tells open pages every two seconds what time it is here and whether the ledger works. A page
/// that hears nothing for longer knows that it is cut off.
@Component
final class ServerNews implements Standing {
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ServerController server;
    private final InstantSource clock;

    ServerNews(ServerController server, InstantSource clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Told begin() {
        return Told.every(EVERY, clock, _ -> List.of(new Event("server", server.state())));
    }
}
