package org.yuanjian.console.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.yuanjian.console.account.AccountRole;

/// What each role may do within its region. Nobody both administers and reads the ledger.
final class RoleRights {
    private static final Set<Right> LOOK =
            EnumSet.of(Right.SEE, Right.LIVE, Right.PTZ, Right.SNAPSHOT);
    private static final Set<Right> OFFICE =
            EnumSet.of(Right.FINDINGS, Right.VISITS, Right.REPORTS, Right.WATCHED);

    private RoleRights() {}

    static Set<Right> of(AccountRole role) {
        return switch (role) {
            case ADMINISTRATOR ->
                    with(
                            LOOK,
                            Right.POINTS,
                            Right.MAINTENANCE,
                            Right.ACCOUNTS,
                            Right.ACCOUNTS_READ,
                            Right.PLATFORM,
                            Right.WEBHOOKS);
            case AUDITOR ->
                    with(Set.of(), Right.SEE, Right.ACCOUNTS_READ, Right.LEDGER, Right.WATCHED);
            case INSPECTOR ->
                    with(LOOK, Right.PLAYBACK, Right.FINDINGS, Right.INSPECT, Right.BREAK_GLASS);
            case REGION_CHIEF ->
                    with(
                            with(LOOK, OFFICE.toArray(Right[]::new)),
                            Right.PLAYBACK,
                            Right.INSPECT,
                            Right.EXPORT,
                            Right.MAINTENANCE,
                            Right.APPROVE,
                            Right.BREAK_GLASS);
            case OFFICER -> with(OFFICE, Right.SEE, Right.LIVE, Right.SNAPSHOT);
        };
    }

    private static Set<Right> with(Set<Right> some, Right... more) {
        Set<Right> all = EnumSet.noneOf(Right.class);
        all.addAll(some);
        Collections.addAll(all, more);
        return Collections.unmodifiableSet(all);
    }
}
