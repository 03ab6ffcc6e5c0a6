package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.yuanjian.camera.registry.PointRegistry;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.YuanjianSettings;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketSigner;

/// Makes and signs play tickets for streams that exist.
@Service
final class TicketService {
    static final String PLATFORM_REASON = "platform";

    private static final Logger log = LoggerFactory.getLogger(TicketService.class);

    private final PointRegistry points;
    private final TicketSigner signer;
    private final InstantSource clock;
    private final YuanjianSettings settings;

    TicketService(
            PointRegistry points,
            TicketSigner signer,
            InstantSource clock,
            YuanjianSettings settings) {
        this.points = points;
        this.signer = signer;
        this.clock = clock;
        this.settings = settings;
    }

    /// For one view of one person.
    PlayTicket forPerson(Looker looker, @Nullable String stream, Purpose purpose) {
        return new PlayTicket(
                UUID.randomUUID().toString(),
                looker.person(),
                looker.session(),
                known(stream),
                Action.LIVE,
                purpose.key(),
                clock.instant().plus(settings.ticket().life()),
                settings.node());
    }

    /// For as many views as the platform opens.
    PlayTicket forPlatform(String platform, @Nullable String stream) {
        return new PlayTicket(
                UUID.randomUUID().toString(),
                platform,
                "",
                known(stream),
                Action.PLATFORM,
                PLATFORM_REASON,
                clock.instant().plus(settings.ticket().platformLife()),
                settings.node());
    }

    private StreamId known(@Nullable String text) {
        try {
            StreamId stream = StreamId.parse(text == null ? "" : text);
            if (points.list().point(stream.point()).isPresent()) {
                return stream;
            }
        } catch (IllegalArgumentException e) {
            // Not a stream id and no such stream are the same answer.
        }
        throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_STREAM", "No such stream");
    }

    /// The text that opens it; from here on it counts as handed out.
    String sign(PlayTicket ticket) {
        log.atInfo()
                .addKeyValue("stream", ticket.stream())
                .addKeyValue("ticket", ticket.id())
                .addKeyValue("person", ticket.person())
                .addKeyValue("reason", ticket.reason())
                .log("ticket handed out");
        return signer.sign(ticket);
    }
}
