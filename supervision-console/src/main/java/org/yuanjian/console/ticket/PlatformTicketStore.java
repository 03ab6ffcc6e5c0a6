package org.yuanjian.console.ticket;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Repository;
import org.yuanjian.console.setting.DataFolder;
import org.yuanjian.relay.TicketGate;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the tickets of other platforms in one JSON file, written whole with each change, until no
/// view they opened can still run. Any thread; the question whether one is revoked never blocks.
@Repository
public final class PlatformTicketStore {
    static final int MOST = 1_000;

    /// Longer than a view goes on whose right is renewed no more.
    static final Duration KEPT_AFTER = TicketGate.RIGHT.multipliedBy(2);

    private static final String FILE = "platform-tickets.json";

    private final DataFolder folder;
    private final JsonMapper json;
    private final InstantSource clock;
    private final Map<String, PlatformTicket> tickets = new LinkedHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();

    PlatformTicketStore(DataFolder folder, JsonMapper json, InstantSource clock) {
        this.folder = folder;
        this.json = json;
        this.clock = clock;
        folder.read(FILE)
                .map(bytes -> json.readValue(bytes, PlatformTicket[].class))
                .map(List::of)
                .orElse(List.of())
                .forEach(this::keep);
    }

    private void keep(PlatformTicket ticket) {
        tickets.put(ticket.id(), ticket);
        if (ticket.revoked()) {
            revoked.add(ticket.id());
        }
    }

    /// Whether the ticket was revoked: what the relay asks with each one it is shown.
    public boolean isRevoked(String ticketId) {
        return revoked.contains(ticketId);
    }

    /// Those that open views.
    synchronized List<PlatformTicket> list() {
        return tickets.values().stream().filter(this::isCurrent).toList();
    }

    /// The newest first. Whatever was made before one that is gone is gone too.
    ///
    /// @param id of the one that was told last; empty for the first
    List<PlatformTicket> before(String id, int most) {
        List<PlatformTicket> newestFirst = list().reversed();
        return id.isEmpty()
                ? newestFirst.stream().limit(most).toList()
                : newestFirst.stream()
                        .dropWhile(ticket -> !ticket.id().equals(id))
                        .skip(1)
                        .limit(most)
                        .toList();
    }

    /// One of which a view may still run.
    synchronized Optional<PlatformTicket> ticket(String id) {
        return Optional.ofNullable(tickets.get(id)).filter(this::isKept);
    }

    private boolean isCurrent(PlatformTicket ticket) {
        return clock.instant().isBefore(ticket.expires());
    }

    private boolean isKept(PlatformTicket ticket) {
        return clock.instant().isBefore(ticket.expires().plus(KEPT_AFTER));
    }

    /// Whether one more may be kept.
    synchronized boolean hasRoom() {
        return list().size() < MOST;
    }

    synchronized void add(PlatformTicket ticket) {
        keep(ticket);
        save();
    }

    /// Revokes a ticket, also one that has expired or was revoked before; false if there is none of
    /// this id.
    synchronized boolean revoke(String id) {
        Optional<PlatformTicket> known = ticket(id);
        known.map(PlatformTicket::withdrawn).ifPresent(this::keep);
        save();
        return known.isPresent();
    }

    private void save() {
        tickets.values().removeIf(ticket -> !isKept(ticket));
        revoked.retainAll(tickets.keySet());
        folder.write(FILE, json.writeValueAsBytes(List.copyOf(tickets.values())));
    }
}
