package org.yuanjian.relay;

/// An order to end views at once.
///
/// @param of what `id` names
/// @param id of a ticket, a session or a person; empty for all
public record Revocation(Of of, String id) {

    /// Whose views end.
    public enum Of {
        TICKET,
        SESSION,
        PERSON,
        ALL
    }

    public static Revocation ofTicket(String id) {
        return new Revocation(Of.TICKET, id);
    }

    public static Revocation ofSession(String id) {
        return new Revocation(Of.SESSION, id);
    }

    public static Revocation ofPerson(String id) {
        return new Revocation(Of.PERSON, id);
    }

    /// Of everybody, other platforms too.
    public static Revocation ofAll() {
        return new Revocation(Of.ALL, "");
    }

    /// Whether it ends what this ticket opened.
    public boolean concerns(PlayTicket ticket) {
        return switch (of) {
            case TICKET -> ticket.id().equals(id);
            case SESSION -> ticket.isPersonal() && ticket.session().equals(id);
            case PERSON -> ticket.isPersonal() && ticket.person().equals(id);
            case ALL -> true;
        };
    }
}
