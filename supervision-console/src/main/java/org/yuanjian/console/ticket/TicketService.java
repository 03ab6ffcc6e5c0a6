package org.yuanjian.console.ticket;

import java.time.Duration;
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

    PlayTicket forPerson(String account, @Nullable String stream, @Nullable String reason) {
        return make(account, stream, reason == null ? "" : reason, settings.ticket().life());
    }

    PlayTicket forPlatform(String platform, @Nullable String stream) {
        return make(platform, stream, PLATFORM_REASON, settings.ticket().platformLife());
    }

    private PlayTicket make(String person, @Nullable String stream, String reason, Duration life) {
        PlayTicket ticket =
                new PlayTicket(
                        UUID.randomUUID().toString(),
                        person,
                        known(stream),
                        reason,
                        clock.instant().plus(life),
                        settings.node());
        log.atInfo()
                .addKeyValue("stream", ticket.stream())
                .addKeyValue("ticket", ticket.id())
                .addKeyValue("person", person)
                .addKeyValue("reason", reason)
                .log("ticket handed out");
        return ticket;
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

    String sign(PlayTicket ticket) {
        return signer.sign(ticket);
    }
}
