package org.yuanjian.console.ticket;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.yuanjian.console.access.Needs;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.access.Scope;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.page.IdCursor;
import org.yuanjian.console.problem.ProblemException;
import org.yuanjian.console.setting.RelayAddress;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;

/// Makes, lists and revokes the named tickets by which other platforms pull a stream.
@RestController
@RequestMapping("/api/platform-tickets")
final class PlatformTicketController {
    private static final int LONGEST_NAME = 64;

    private final TicketService tickets;
    private final Rights rights;
    private final PlatformTicketStore store;
    private final Revocations revocations;
    private final ViewLedger ledger;
    private final RelayAddress relay;
    private final InstantSource clock;

    PlatformTicketController(
            TicketService tickets,
            Rights rights,
            PlatformTicketStore store,
            Revocations revocations,
            ViewLedger ledger,
            RelayAddress relay,
            InstantSource clock) {
        this.tickets = tickets;
        this.rights = rights;
        this.store = store;
        this.revocations = revocations;
        this.ledger = ledger;
        this.relay = relay;
        this.clock = clock;
    }

    record Wish(@Nullable String name, @Nullable String stream) {}

    /// @param ticket the signed text, told only here
    record Granted(String id, String name, String ticket, String rtsp, Instant expires) {}

    /// @param next what to ask for next with `before`; null at the end
    record Page(List<PlatformTicket> tickets, @Nullable String next) {}

    /// The newest first. A page may be short, or empty, though others follow: `next` tells.
    @Needs(Right.PLATFORM)
    @GetMapping
    Page list(@RequestParam(defaultValue = "") String before, Person person) {
        Scope scope = rights.scope(person, Right.PLATFORM);
        List<PlatformTicket> page = store.before(IdCursor.of(before), IdCursor.PAGE);
        List<PlatformTicket> rows =
                page.stream().filter(ticket -> isWithin(scope, ticket)).toList();
        return new Page(rows, IdCursor.next(page, IdCursor.PAGE, PlatformTicket::id));
    }

    private static boolean isWithin(Scope scope, PlatformTicket ticket) {
        return scope.list()
                .point(StreamId.parse(ticket.stream()).point())
                .filter(scope::covers)
                .isPresent();
    }

    @Needs(Right.PLATFORM)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Granted create(@RequestBody Wish wish, Person person, HttpServletRequest request) {
        String name = wish.name() == null ? "" : wish.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new ProblemException(
                    HttpStatus.UNPROCESSABLE_CONTENT, "NAME", "A name of 1 to 64 characters");
        }
        if (!store.hasRoom()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT, "TOO_MANY_TICKETS", "Revoke or await older tickets first");
        }
        PlayTicket ticket = tickets.forPlatform(name, wish.stream(), person);
        PlatformTicket made =
                new PlatformTicket(
                        ticket.id(),
                        name,
                        ticket.stream().toString(),
                        person.account().name(),
                        clock.instant(),
                        ticket.expires(),
                        false);
        ledger.platform(made, actor(person, request), "made");
        store.add(made);
        String text = tickets.sign(ticket);
        return new Granted(
                ticket.id(), name, text, relay.rtsp(ticket.stream(), text), ticket.expires());
    }

    private static Actor actor(Person person, HttpServletRequest request) {
        return Looker.of(person).actor(request.getRemoteAddr());
    }

    /// Also ends what other platforms are watching with it, and may be said again.
    @Needs(Right.PLATFORM)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable String id, Person person, HttpServletRequest request) {
        Scope scope = rights.scope(person, Right.PLATFORM);
        PlatformTicket ticket =
                store.ticket(id)
                        .filter(each -> isWithin(scope, each))
                        .filter(each -> store.revoke(each.id()))
                        .orElseThrow(PlatformTicketController::none);
        revocations.endTicket(id);
        // Last: what is to stop stops, whether or not it can be taken down.
        ledger.platform(ticket, actor(person, request), "revoked");
    }

    private static ProblemException none() {
        return new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "No such ticket");
    }
}
