package org.yuanjian.console.ticket;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.relay.PlayTicket;

/// Hands a play ticket to a person who says why. Renewal is asking again.
@RestController
final class TicketController {
    private final TicketService tickets;
    private final RelayAddress relay;

    TicketController(TicketService tickets, RelayAddress relay) {
        this.tickets = tickets;
        this.relay = relay;
    }

    record Wish(@Nullable String stream, @Nullable String reason) {}

    record Granted(String ticket, Instant expires, String whep, String live) {}

    @PostMapping("/api/tickets")
    Granted create(@RequestBody Wish wish, Person person, HttpServletRequest request) {
        if (!Reason.isKnown(wish.reason())) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "NO_REASON", "A picture needs a reason");
        }
        PlayTicket ticket = tickets.forPerson(person.accountId(), wish.stream(), wish.reason());
        String host = request.getServerName();
        return new Granted(
                tickets.sign(ticket),
                ticket.expires(),
                relay.whep(host, ticket.stream()),
                relay.live(host, ticket.stream()));
    }
}
