package org.yuanjian.benchmark.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketSigner;

/// Signs play tickets with the key of a relay's data folder, as the console does.
public final class PlayTickets {
    private static final String KEY_FILE = "ticket.key";
    private static final String NODE = "node-1";

    /// Longer than the console's: hundreds of viewers join one after the other.
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final TicketSigner signer;
    private final InstantSource clock;

    private PlayTickets(TicketSigner signer, InstantSource clock) {
        this.signer = signer;
        this.clock = clock;
    }

    /// @param data folder of the relay, which has written its key there
    public static PlayTickets of(Path data) throws IOException {
        byte[] key = Files.readAllBytes(data.resolve(KEY_FILE));
        return new PlayTickets(new TicketSigner(key), InstantSource.system());
    }

    /// A fresh ticket for one view of this stream.
    public String ticket(StreamId stream) {
        return signer.sign(
                new PlayTicket(
                        UUID.randomUUID().toString(),
                        "bench",
                        "bench",
                        stream,
                        Action.LIVE,
                        "routine_tour",
                        clock.instant().plus(LIFE),
                        NODE));
    }
}
