package org.yuanjian.console.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yuanjian.relay.RunningView;
import org.yuanjian.relay.SettableClock;

/// Views are looked at once a minute, at their beginning, and when something changes.
final class ViewRenewalTest {
    private final SettableClock clock = new SettableClock();
    private final GateOfNode node = new GateOfNode("node-1", clock);
    private final ViewDirectory directory = LocalViewDirectory.of(node.gate);
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Revocations revocations = new Revocations(directory, this::mayGoOn);
    private final ViewRenewal renewal = new ViewRenewal(directory, revocations, clock);
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean asksInVain;

    private boolean mayGoOn(RunningView view) {
        if (asksInVain) {
            throw new IllegalStateException("the database is away");
        }
        boolean may = !forbidden.contains(view.ticket().person());
        asked.add(view.ticket().id());
        return may;
    }

    @AfterEach
    void stop() {
        renewal.close();
    }

    private void aMinuteLater() {
        clock.advance(Duration.ofMinutes(1));
        node.gate.endOverdue();
        renewal.renew();
    }

    @Test
    void renew_everyMinute_keepsAViewForHours() {
        node.open("t1", "amei", "s1");
        for (int i = 0; i < 180; i++) {
            aMinuteLater();
        }
        assertThat(node.running()).containsExactly("t1");
    }

    @Test
    void renew_mayNotGoOn_endsTheViewAndNoOther() {
        node.open("t1", "amei", "s1");
        node.open("t2", "bo", "s2");
        aMinuteLater();
        forbidden.add("amei");
        aMinuteLater();

        assertThat(node.ended).containsExactly("t1 revoked");
        assertThat(node.running()).containsExactly("t2");
    }

    @Test
    void renew_rightsCannotBeLookedUp_viewsGoOnForFiveMinutes() {
        node.open("t1", "amei", "s1");
        aMinuteLater();
        asksInVain = true;
        for (int i = 0; i < 4; i++) {
            aMinuteLater();
        }
        assertThat(node.running()).containsExactly("t1");
        aMinuteLater();
        assertThat(node.ended).containsExactly("t1 right_over");
    }

    @Test
    void renew_luckierTheNextTime_goesOn() {
        node.open("t1", "amei", "s1");
        asksInVain = true;
        aMinuteLater();
        asksInVain = false;
        for (int i = 0; i < 10; i++) {
            aMinuteLater();
        }
        assertThat(node.running()).containsExactly("t1");
    }

    @Test
    void view_begunWithATicketOlderThanTheChange_endsAtOnce() throws Exception {
        forbidden.add("amei");
        node.open("t1", "amei", "s1");

        Waiting.until("the view is over", () -> node.ended.contains("t1 revoked"));
    }

    @Test
    void recheck_ofAnAccount_endsWhatItMayNotWatch() throws Exception {
        node.open("t1", "amei", "s1");
        node.open("t2", "bo", "s2");
        Waiting.until("both were looked at", () -> asked.containsAll(Set.of("t1", "t2")));
        forbidden.addAll(Set.of("amei", "bo"));

        revocations.recheck("amei");

        assertThat(node.ended).containsExactly("t1 revoked");
    }

    @Test
    void endSessionAndEndPerson_endWhatTheyName() {
        node.open("t1", "amei", "s1");
        node.open("t2", "amei", "s2");
        node.open("t3", "bo", "s3");
        node.openPlatform("p");

        revocations.endSession("s1");
        assertThat(node.ended).containsExactly("t1 revoked");
        revocations.endPerson("amei");
        assertThat(node.ended).containsExactly("t1 revoked", "t2 revoked");
        revocations.endTicket("p");
        assertThat(node.running()).containsExactly("t3");
    }
}
