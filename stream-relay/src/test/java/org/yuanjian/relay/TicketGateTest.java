package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.PlayTicket.Action;
import org.yuanjian.relay.TicketException.Kind;

class TicketGateTest {
    private static final StreamId STREAM = new StreamId("p", "sub");
    private static final Set<Action> ANY = Set.of(Action.LIVE, Action.PLATFORM);

    private final SettableClock clock = new SettableClock();
    private final Instant start = clock.instant();
    private final TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final TicketGate gate = new TicketGate(signer, "node-1", clock, revoked::contains);
    private final List<ViewEnd> ends = new ArrayList<>();

    private PlayTicket ticket(String id, Action action, Instant expires, String node) {
        String session = action == Action.LIVE ? "s1" : "";
        return new PlayTicket(id, "督察员", session, STREAM, action, "routine_tour", expires, node);
    }

    private PlayTicket good(String id) {
        return ticket(id, Action.LIVE, start.plusSeconds(60), "node-1");
    }

    private PlayTicket platform(String id) {
        return ticket(id, Action.PLATFORM, start.plusSeconds(60), "node-1");
    }

    private TicketGate.Hold open(PlayTicket ticket) throws TicketException {
        return gate.hold(gate.admit(signer.sign(ticket), STREAM, ANY), ends::add);
    }

    private void assertRefused(PlayTicket ticket, Kind kind) {
        assertThatThrownBy(() -> open(ticket))
                .isInstanceOfSatisfying(
                        TicketException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private void assertRefused(String token, StreamId stream, Set<Action> actions, Kind kind) {
        assertThatThrownBy(() -> gate.admit(token, stream, actions))
                .isInstanceOfSatisfying(
                        TicketException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void admit_goodTicket_isReadBack() throws Exception {
        assertThat(gate.admit(signer.sign(good("t")), STREAM, ANY)).isEqualTo(good("t"));
        assertThat(gate.admit(signer.sign(platform("t")), STREAM, ANY)).isEqualTo(platform("t"));
    }

    @Test
    void admit_noTicket_isMissing() {
        assertRefused("", STREAM, ANY, Kind.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "*.*", "aa", "€.€"})
    void admit_noneOfOurs_isRefused(String token) {
        assertThatThrownBy(() -> gate.admit(token, STREAM, ANY))
                .isInstanceOf(TicketException.class);
    }

    @Test
    void admit_signedWithAnotherKey_isRefused() {
        byte[] key = new byte[TicketSigner.MIN_KEY_BYTES];
        key[0] = 1;
        String token = new TicketSigner(key).sign(good("t"));
        assertRefused(token, STREAM, ANY, Kind.BAD_SIGNATURE);
    }

    @Test
    void admit_anotherStream_isRefused() {
        String token = signer.sign(good("t"));
        assertRefused(token, new StreamId("p", "main"), ANY, Kind.WRONG_STREAM);
    }

    @Test
    void admit_anotherNode_isRefused() {
        assertRefused(ticket("t", Action.LIVE, start.plusSeconds(1), "node-2"), Kind.WRONG_NODE);
    }

    @Test
    void admit_doorForPeople_refusesAPlatform() {
        String token = signer.sign(platform("t"));
        assertRefused(token, STREAM, Set.of(Action.LIVE), Kind.WRONG_ACTION);
    }

    @Test
    void admit_atTheInstantOfExpiry_isRefused() {
        assertRefused(ticket("t", Action.LIVE, start, "node-1"), Kind.EXPIRED);
    }

    @Test
    void admit_revoked_isRefused() {
        revoked.add("t");
        assertRefused(good("t"), Kind.REVOKED);
    }

    @Test
    void hold_ofAPerson_usesTheTicketUp() throws Exception {
        open(good("t"));
        assertRefused(good("t"), Kind.USED);
        open(good("u")).close();
        // Also once the first view is over.
        assertRefused(good("u"), Kind.USED);
    }

    @Test
    void hold_admittedTwiceBeforeExpiry_opensOneView() throws Exception {
        PlayTicket first = gate.admit(signer.sign(good("t")), STREAM, ANY);
        PlayTicket second = gate.admit(signer.sign(good("t")), STREAM, ANY);
        gate.hold(first, ends::add);
        clock.advance(Duration.ofMinutes(10));

        assertThatThrownBy(() -> gate.hold(second, ends::add))
                .isInstanceOfSatisfying(
                        TicketException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXPIRED));
    }

    @Test
    void hold_clockSetBack_stillKnowsWhatWasUsed() throws Exception {
        open(good("t"));
        clock.advance(Duration.ofSeconds(90));
        gate.hold(ticket("u", Action.LIVE, start.plusSeconds(150), "node-1"), ends::add);
        clock.advance(Duration.ofMinutes(-1));

        assertRefused(good("t"), Kind.USED);
    }

    @Test
    void hold_ofAPlatform_opensAsManyViewsAsItLikes() throws Exception {
        open(platform("t"));
        open(platform("t"));
        assertThat(gate.running()).hasSize(2);
    }

    @Test
    void endOverdue_rightNotRenewed_endsTheView() throws Exception {
        open(good("t"));
        clock.advance(TicketGate.RIGHT.minusMillis(1));
        gate.endOverdue();
        assertThat(ends).isEmpty();

        clock.advance(Duration.ofMillis(1));
        gate.endOverdue();

        assertThat(ends).containsExactly(ViewEnd.RIGHT_OVER);
        assertThat(gate.running()).isEmpty();
    }

    @Test
    void renew_givesMoreTime_butNoneToOthersAndNeverMoreThanTheRight() throws Exception {
        open(good("t"));
        open(good("u"));
        clock.advance(Duration.ofMinutes(4));
        gate.renew(List.of("t"), start.plus(Duration.ofDays(365)));
        clock.advance(Duration.ofMinutes(1));
        gate.endOverdue();
        assertThat(gate.running()).extracting(view -> view.ticket().id()).containsExactly("t");

        // What comes late takes nothing away.
        gate.renew(List.of("t"), start);
        clock.advance(Duration.ofMinutes(4).minusMillis(1));
        gate.endOverdue();
        assertThat(gate.running()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        gate.endOverdue();
        assertThat(gate.running()).isEmpty();
    }

    static Stream<Revocation> revocations() {
        return Stream.of(
                Revocation.ofTicket("t"), Revocation.ofSession("s1"), Revocation.ofPerson("督察员"));
    }

    @ParameterizedTest
    @MethodSource("revocations")
    void revoke_whoseViewsRun_endsThemOnceAndNoOthers(Revocation order) throws Exception {
        open(good("t"));
        open(platform("p"));

        gate.revoke(order);
        gate.revoke(order);

        assertThat(ends).containsExactly(ViewEnd.REVOKED);
        assertThat(gate.running()).extracting(view -> view.ticket().id()).containsExactly("p");
    }

    @Test
    void revoke_all_endsPlatformsToo_whichMayComeBack() throws Exception {
        open(good("t"));
        open(platform("p"));

        gate.revoke(Revocation.ofAll());

        assertThat(ends).containsExactly(ViewEnd.REVOKED, ViewEnd.REVOKED);
        open(platform("p"));
        assertThat(gate.running()).hasSize(1);
    }

    @Test
    void hold_nothingCanBeRecorded_opensNothingAndUsesNoTicketUp() throws Exception {
        AtomicBoolean closed = new AtomicBoolean(true);
        gate.shutWhile(closed::get);
        assertRefused(good("t"), Kind.LEDGER_CLOSED);
        assertRefused(platform("p"), Kind.LEDGER_CLOSED);
        assertThat(gate.running()).isEmpty();

        closed.set(false);
        open(good("t"));
        assertThat(gate.running()).hasSize(1);
    }

    @Test
    void revoke_ofOthers_endsNothing() throws Exception {
        open(good("t"));
        gate.revoke(Revocation.ofTicket("u"));
        gate.revoke(Revocation.ofSession("s2"));
        gate.revoke(Revocation.ofPerson("s1"));
        // A platform has no session.
        open(platform("p"));
        gate.revoke(Revocation.ofSession(""));

        assertThat(ends).isEmpty();
    }

    @Test
    void revoke_ofASession_keepsItsUnusedTicketsOut() {
        gate.revoke(Revocation.ofSession("s1"));
        assertRefused(good("t"), Kind.REVOKED);
    }

    @Test
    void revoke_ofATicket_keepsItOut() {
        gate.revoke(Revocation.ofTicket("p"));
        assertRefused(platform("p"), Kind.REVOKED);
    }

    @Test
    void revoke_ofAPerson_letsInWhomTheConsoleTrustsAgain() throws Exception {
        gate.revoke(Revocation.ofPerson("督察员"));
        open(good("t"));
        assertThat(gate.running()).hasSize(1);
    }

    @Test
    void revoke_viewEndedBefore_isNotCalled() throws Exception {
        TicketGate.Hold hold = open(good("t"));
        hold.close();
        hold.close();

        gate.revoke(Revocation.ofTicket("t"));

        assertThat(ends).isEmpty();
    }

    @Test
    void hold_revokedSinceItWasAdmitted_endsAtOnce() throws Exception {
        PlayTicket admitted = gate.admit(signer.sign(good("t")), STREAM, ANY);
        revoked.add("t");

        gate.hold(admitted, ends::add);

        assertThat(ends).containsExactly(ViewEnd.REVOKED);
    }

    @Test
    void observer_hearsOfEachBeginningAndEnd() throws Exception {
        List<String> heard = new ArrayList<>();
        gate.observe(
                new ViewObserver() {
                    @Override
                    public void started(RunningView view) {
                        heard.add("started " + view.ticket().id());
                    }

                    @Override
                    public void ended(RunningView view, Duration ran, ViewEnd why) {
                        heard.add(view.ticket().id() + " " + ran.toSeconds() + " " + why.key());
                    }
                });
        TicketGate.Hold hold = open(good("t"));
        open(good("u"));
        clock.advance(Duration.ofSeconds(7));
        hold.close();
        gate.revoke(Revocation.ofTicket("u"));

        assertThat(heard).containsExactly("started t", "started u", "t 7 left", "u 7 revoked");
    }

    @Test
    void revoke_oneEndFails_endsTheOthersAllTheSame() throws Exception {
        gate.observe(
                new ViewObserver() {
                    @Override
                    public void started(RunningView view) {
                        throw new IllegalStateException("started");
                    }

                    @Override
                    public void ended(RunningView view, Duration ran, ViewEnd why) {
                        throw new IllegalStateException("ended");
                    }
                });
        open(good("t"));
        gate.hold(
                gate.admit(signer.sign(good("u")), STREAM, ANY),
                _ -> {
                    throw new IllegalStateException("the loop is closed");
                });
        open(good("v"));

        gate.revoke(Revocation.ofSession("s1"));

        assertThat(ends).containsExactly(ViewEnd.REVOKED, ViewEnd.REVOKED);
        assertThat(gate.running()).isEmpty();
    }

    @Test
    void rememberedIds_full_refusesUntilTheOldestAreForgotten() {
        RememberedIds ids = new RememberedIds(2);
        assertThat(ids.add("a", start, start)).isTrue();
        assertThat(ids.add("b", start.plusSeconds(300), start)).isTrue();
        assertThat(ids.add("c", start.plusSeconds(300), start)).isFalse();

        assertThat(ids.add("c", start.plusSeconds(300), start.plusSeconds(61))).isTrue();
        assertThat(ids.size()).isEqualTo(2);
    }
}
