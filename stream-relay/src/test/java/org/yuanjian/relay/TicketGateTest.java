package org.yuanjian.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yuanjian.media.StreamId;
import org.yuanjian.relay.TicketException.Kind;

class TicketGateTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final StreamId STREAM = new StreamId("p", "sub");

    private final TicketSigner signer = new TicketSigner(new byte[TicketSigner.MIN_KEY_BYTES]);
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final TicketGate gate = new TicketGate(signer, "node-1", () -> NOW, revoked::contains);

    private static PlayTicket ticket(Instant expires, String node) {
        return new PlayTicket("id-1", "督察员", STREAM, "routine_tour", expires, node);
    }

    private static PlayTicket good() {
        return ticket(NOW.plusMillis(1), "node-1");
    }

    private void assertRefused(String token, StreamId stream, Kind kind) {
        assertThatThrownBy(() -> gate.admit(token, stream))
                .isInstanceOfSatisfying(
                        TicketException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void admit_goodTicket_isReadBack() throws Exception {
        assertThat(gate.admit(signer.sign(good()), STREAM)).isEqualTo(good());
    }

    @Test
    void admit_noTicket_isMissing() {
        assertRefused("", STREAM, Kind.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "*.*", "aa", "€.€"})
    void admit_noneOfOurs_isRefused(String token) {
        assertThatThrownBy(() -> gate.admit(token, STREAM)).isInstanceOf(TicketException.class);
    }

    @Test
    void admit_signedWithAnotherKey_isRefused() {
        byte[] key = new byte[TicketSigner.MIN_KEY_BYTES];
        key[0] = 1;
        assertRefused(new TicketSigner(key).sign(good()), STREAM, Kind.BAD_SIGNATURE);
    }

    @Test
    void admit_anotherStream_isRefused() {
        assertRefused(signer.sign(good()), new StreamId("p", "main"), Kind.WRONG_STREAM);
    }

    @Test
    void admit_anotherNode_isRefused() {
        String token = signer.sign(ticket(NOW.plusSeconds(1), "node-2"));
        assertRefused(token, STREAM, Kind.WRONG_NODE);
    }

    @Test
    void admit_atTheInstantOfExpiry_isRefused() {
        assertRefused(signer.sign(ticket(NOW, "node-1")), STREAM, Kind.EXPIRED);
    }

    @Test
    void admit_revoked_isRefused() {
        revoked.add("id-1");
        assertRefused(signer.sign(good()), STREAM, Kind.REVOKED);
    }

    @Test
    void revoke_heldTicket_endsEachSessionOnce() {
        AtomicInteger ended = new AtomicInteger();
        gate.hold(good(), ended::incrementAndGet);
        gate.hold(good(), ended::incrementAndGet);

        gate.revoke("id-1");
        gate.revoke("id-1");
        gate.revoke("id-2");

        assertThat(ended).hasValue(2);
    }

    @Test
    void revoke_sessionEndedBefore_isNotCalled() {
        AtomicInteger ended = new AtomicInteger();
        TicketGate.Hold hold = gate.hold(good(), ended::incrementAndGet);
        hold.close();
        hold.close();

        gate.revoke("id-1");

        assertThat(ended).hasValue(0);
    }

    @Test
    void hold_revokedSinceItWasAdmitted_endsAtOnce() {
        AtomicInteger ended = new AtomicInteger();
        revoked.add("id-1");

        gate.hold(good(), ended::incrementAndGet);

        assertThat(ended).hasValue(1);
    }
}
