package org.yuanjian.console.tour;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.http.HttpStatus;
import org.yuanjian.console.audit.Actor;
import org.yuanjian.console.audit.AuditEvent;
import org.yuanjian.console.audit.AuditKind;
import org.yuanjian.console.audit.AuditTrail;
import org.yuanjian.console.problem.ProblemException;

/// Signs records of tours, each once whoever asks and however often: the tour is claimed, its
/// record kept, the digest taken down in the ledger, and the tour is signed. What breaks off
/// between is completed by the next signing, with the record as it was kept. Any thread.
final class RunSigning {
    /// After that a claim is one of somebody who is gone.
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunStore runs;
    private final AuditTrail audit;
    private final Signed ledger;
    private final InstantSource clock;

    /// Finds what a signing that broke off has left in the ledger.
    @FunctionalInterface
    interface Signed {
        /// Number of the record that says this tour was signed with this digest; empty for none.
        OptionalLong leaf(String run, String digest);
    }

    RunSigning(RunStore runs, AuditTrail audit, Signed ledger, InstantSource clock) {
        this.runs = runs;
        this.audit = audit;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Returns once it is signed, or if it was.
    ///
    /// @param record drawn up once nothing of the tour changes any more
    /// @throws ProblemException if it still runs, or another process signs it
    synchronized void sign(Actor actor, TourRun run, Supplier<String> record) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!runs.claim(run.id(), now, now.minus(PATIENCE))) {
            requireSigned(run.id());
            return;
        }
        boolean isSigned = false;
        try {
            String digest = DigestUtils.sha256Hex(runs.keep(run.id(), record));
            long leaf =
                    ledger.leaf(run.id(), digest)
                            .orElseGet(() -> audit.append(event(actor, run, digest)));
            runs.sign(run.id(), new TourRun.Seal(digest, leaf));
            isSigned = true;
        } finally {
            if (!isSigned) {
                runs.release(run.id());
            }
        }
    }

    private void requireSigned(String id) {
        switch (runs.run(id).orElseThrow().state()) {
            case SIGNED -> {}
            case SIGNING ->
                    throw new ProblemException(
                            HttpStatus.CONFLICT, "TOUR_SIGNING", "The tour is being signed");
            default -> throw RunDesk.state();
        }
    }

    private static AuditEvent event(Actor actor, TourRun run, String digest) {
        return AuditEvent.done(AuditKind.TOUR, actor, run.id())
                .because(run.purpose(), "")
                .with("change", "signed")
                .with("number", run.number())
                .with("digest", digest);
    }
}
