package org.yuanjian.console.ticket;

import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Person;
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

    private final Rights rights;
    private final TicketSigner signer;
    private final InstantSource clock;
    private final YuanjianSettings settings;

    TicketService(
            Rights rights, TicketSigner signer, InstantSource clock, YuanjianSettings settings) {
        this.rights = rights;
        this.signer = signer;
        this.clock = clock;
        this.settings = settings;
    }

    /// For one view of one person.
    PlayTicket forPerson(Person person, @Nullable String stream, Purpose purpose) {
        Looker looker = Looker.of(person);
        return new PlayTicket(
                UUID.randomUUID().toString(),
                looker.person(),
                looker.session(),
                known(stream, person, Right.LIVE),
                Action.LIVE,
                purpose.key(),
                clock.instant().plus(settings.ticket().life()),
                settings.node());
    }

    /// For as many views as the platform opens. Of a sensitive point there is none: nobody can be
    /// the second of two for whoever looks over there.
    ///
    /// @param person who makes it, and may give no more than they may see
    PlayTicket forPlatform(String platform, @Nullable String stream, Person person) {
        StreamId asked = known(stream, person, Right.PLATFORM);
        if (rights.isSensitive(asked.point())) {
            throw new ProblemException(
                    HttpStatus.FORBIDDEN,
                    "SENSITIVE_POINT",
                    "No other platform sees a sensitive point");
        }
        rights.require(person, Right.LIVE, asked.point());
        return new PlayTicket(
                UUID.randomUUID().toString(),
                platform,
                "",
                asked,
                Action.PLATFORM,
                PLATFORM_REASON,
                clock.instant().plus(settings.ticket().platformLife()),
                settings.node());
    }

    /// A stream of a point where the person has the right.
    private StreamId known(@Nullable String text, Person person, Right right) {
        StreamId stream;
        try {
            stream = StreamId.parse(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "UNKNOWN_STREAM", "No such stream");
        }
        rights.require(person, right, stream.point());
        return stream;
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
