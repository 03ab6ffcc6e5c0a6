package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.MemoryTrail;
import org.yuanjian.relay.Revocation;
import org.yuanjian.relay.SettableClock;

final class ViewLedgerTest {
    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);
    private final MemoryTrail trail = new MemoryTrail();

    @Test
    void view_beginsAndEnds_standsInTheLedgerWithItsTime() {
        node.gate.observe(new ViewLedger(trail));
        var hold = node.open("t1", "amei", "s1");
        node.open("t2", "bo", "s2");
        clock.advance(Duration.ofSeconds(75));
        hold.close();
        node.gate.revoke(Revocation.ofPerson("bo"));

        assertThat(trail.events())
                .extracting(event -> event.kind() + " " + event.actor().id())
                .containsExactly(
                        "VIEW_START amei", "VIEW_START bo", "VIEW_END amei", "VIEW_END bo");
        assertThat(trail.events().get(2).facts())
                .containsEntry("ticket", "t1")
                .containsEntry("stream", "sub")
                .containsEntry("since", "2026-01-01T00:00:00Z")
                .containsEntry("seconds", "75")
                .containsEntry("end", "left");
        assertThat(trail.events().get(2).object()).isEqualTo("p");
        assertThat(trail.events().get(2).reason()).isEqualTo("routine_tour");
        assertThat(trail.events().get(3).facts()).containsEntry("end", "revoked");
        assertThat(trail.events()).noneMatch(event -> event.kind() == AuditKind.VIEW_GRANT);
    }

    @Test
    void view_ofAPlatform_saysWhose() {
        node.gate.observe(new ViewLedger(trail));
        node.openPlatform("p1");

        assertThat(trail.events().getFirst().actor()).isEqualTo(new Actor("p1", "市局平台", ""));
        assertThat(trail.events().getFirst().facts()).containsEntry("action", "platform");
    }

    @Test
    void view_ledgerFails_goesOn() {
        node.gate.observe(new ViewLedger(trail));
        trail.close();
        node.open("t1", "amei", "s1").close();

        assertThat(trail.events()).isEmpty();
        assertThat(node.running()).isEmpty();
    }
}
