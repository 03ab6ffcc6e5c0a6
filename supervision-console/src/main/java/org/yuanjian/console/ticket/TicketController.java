package org.yuanjian.console.ticket;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.relay.PlayTicket;

/// Hands a play ticket for one view to a person who said why.
@RestController
final class TicketController {
    private final TicketService tickets;
    private final Purposes purposes;
    private final ViewLedger ledger;
    private final RelayAddress relay;

    TicketController(
            TicketService tickets, Purposes purposes, ViewLedger ledger, RelayAddress relay) {
        this.tickets = tickets;
        this.purposes = purposes;
        this.ledger = ledger;
        this.relay = relay;
    }

    record Wish(@Nullable String stream) {}

    record Granted(String ticket, Instant expires, String whep, String live) {}

    @Needs(Right.LIVE)
    @PostMapping("/api/tickets")
    Granted create(@RequestBody Wish wish, Person person, HttpServletRequest request) {
        Purpose purpose = purposes.need(person);
        Looker looker = Looker.of(person);
        PlayTicket ticket = tickets.forPerson(person, wish.stream(), purpose);
        ledger.granted(ticket, looker.actor(request.getRemoteAddr()), purpose.text());
        String host = request.getServerName();
        return new Granted(
                tickets.sign(ticket),
                ticket.expires(),
                relay.whep(host, ticket.stream()),
                relay.live(host, ticket.stream()));
    }
}
