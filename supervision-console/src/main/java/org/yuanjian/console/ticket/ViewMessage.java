package org.yuanjian.console.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.RunningView;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What nodes tell each other of views, as JSON. One of its parts is there.
///
/// @param from the process that says it
/// @param revoke views that end
/// @param renew tickets whose views get a right until `until`
/// @param started a view that has begun
record ViewMessage(
        String from,
        @Nullable Revocation revoke,
        @Nullable List<String> renew,
        @Nullable Instant until,
        @Nullable View started) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static ViewMessage revoke(String from, Revocation order) {
        return new ViewMessage(from, order, null, null, null);
    }

    static ViewMessage renew(String from, List<String> ticketIds, Instant until) {
        return new ViewMessage(from, null, ticketIds, until, null);
    }

    static ViewMessage started(String from, RunningView view) {
        return new ViewMessage(from, null, null, null, View.of(view));
    }

    /// Empty for what is none.
    static Optional<ViewMessage> read(String json) {
        try {
            return Optional.ofNullable(JSON.readValue(json, ViewMessage.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /// A view as it stands in the directory.
    record View(
            String id,
            String person,
            String session,
            String stream,
            PlayTicket.Action action,
            String reason,
            Instant expires,
            String node,
            Instant since) {

        static View of(RunningView view) {
            PlayTicket ticket = view.ticket();
            return new View(
                    ticket.id(),
                    ticket.person(),
                    ticket.session(),
                    ticket.stream().toString(),
                    ticket.action(),
                    ticket.reason(),
                    ticket.expires(),
                    ticket.node(),
                    view.since());
        }

        /// Empty for what is none.
        static Optional<RunningView> read(String json) {
            try {
                return Optional.of(JSON.readValue(json, View.class).view());
            } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
                return Optional.empty();
            }
        }

        String json() {
            return JSON.writeValueAsString(this);
        }

        /// @throws IllegalArgumentException if it names no stream
        RunningView view() {
            PlayTicket ticket =
                    new PlayTicket(
                            id,
                            person,
                            session,
                            StreamId.parse(stream),
                            action,
                            reason,
                            expires,
                            node);
            return new RunningView(ticket, since);
        }
    }
}
