package org.yuanjian.console.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yuanjian.console.access.Right;
import org.yuanjian.console.access.Rights;
import org.yuanjian.console.account.Person;
import org.yuanjian.console.notice.Standing;

/// Tells open pages of who may read the ledger how it stands with it, when that has changed: looked
/// at every few seconds, since it grows with whatever happens.
@Component
final class LedgerNews implements Standing {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final LedgerController ledger;
    private final Rights rights;
    private final InstantSource clock;

    LedgerNews(LedgerController ledger, Rights rights, InstantSource clock) {
        this.ledger = ledger;
        this.rights = rights;
        this.clock = clock;
    }

    @Override
    public Told begin() {
        return Told.every(EVERY, clock, new Reader());
    }

    private final class Reader implements Told {
        private LedgerController.@Nullable State told;

        @Override
        public List<Event> next(Person person) {
            if (!rights.scope(person, Right.ACCOUNTS_READ).isAnywhere()) {
                return List.of();
            }
            LedgerController.State state = ledger.state();
            boolean isNew = !state.equals(told);
            told = state;
            return isNew ? List.of(new Event("ledger", state)) : List.of();
        }
    }
}
