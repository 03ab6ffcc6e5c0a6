package org.yuanjian.relay;

/// An order to end views at once.
///
/// @param of what `id` names
/// @param id of a ticket, a session or a person; empty for all people
public record Revocation(Of of, String id) {

    /// Whose views end.
    public enum Of {
        TICKET,
        SESSION,
        PERSON,
        ALL_PEOPLE
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

    /// Of everybody but other platforms.
    public static Revocation ofAllPeople() {
        return new Revocation(Of.ALL_PEOPLE, "");
    }

    /// Whether it ends what this ticket opened.
    public boolean concerns(PlayTicket ticket) {
        return switch (of) {
            case TICKET -> ticket.id().equals(id);
            case SESSION -> ticket.isPersonal() && ticket.session().equals(id);
            case PERSON -> ticket.isPersonal() && ticket.person().equals(id);
            case ALL_PEOPLE -> ticket.isPersonal();
        };
    }
}
