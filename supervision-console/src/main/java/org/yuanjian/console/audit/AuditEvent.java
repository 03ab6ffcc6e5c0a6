package org.yuanjian.console.audit;

import java.util.Map;
import java.util.TreeMap;

/// One thing somebody did, as it is told to the ledger, which adds time, node and number.
///
/// @param kind what
/// @param actor who and from where
/// @param object what it was done to, by id: a point's code, an account's id; empty for none
/// @param reason why, as a key such as `routine_tour`; empty for none
/// @param text what people wrote; stands beside the record and can be deleted
/// @param facts ids and figures that belong to it, never names or words of people
public record AuditEvent(
        AuditKind kind,
        AuditResult result,
        Actor actor,
        String object,
        String reason,
        String text,
        Map<String, String> facts) {

    public AuditEvent {
        facts = Map.copyOf(facts);
    }

    /// Something done to an object, without reason or further facts.
    public static AuditEvent done(AuditKind kind, Actor actor, String object) {
        return new AuditEvent(kind, AuditResult.DONE, actor, object, "", "", Map.of());
    }

    public AuditEvent refused() {
        return new AuditEvent(kind, AuditResult.REFUSED, actor, object, reason, text, facts);
    }

    public AuditEvent because(String reasonKey, String words) {
        return new AuditEvent(kind, result, actor, object, reasonKey, words, facts);
    }

    public AuditEvent with(String fact, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(fact, value);
        return new AuditEvent(kind, result, actor, object, reason, text, more);
    }
}
